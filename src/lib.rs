//! Answers security questionnaires in the customer's own workbook: offline, deterministic, honest about its confidence.
//!
//! ```text
//! customer.xlsx ─ Workbook ─ Questionnaire ─ Question ─ [Match] ─ Confidence ─ Answer ─ Response ─ edits  ─ filled.xlsx
//!                                knowledge/ ─ KnowledgeBase ─ Index ┘                       └ render ─ review.xlsx
//! ```
//!
//! The modules stand in the order the data takes; which may import which is held by a test. The library prints nothing,
//! reads no environment and no clock, and touches no file but the knowledge base's.

#![forbid(unsafe_code)]

pub mod answer;
pub mod batch;
pub mod confidence;
pub mod config;
pub mod evaluate;
pub mod exchange;
pub mod knowledge;
pub mod lint;
pub mod markup;
pub mod publish;
pub mod questionnaire;
pub mod report;
pub mod respond;
pub mod retrieval;
pub mod review;
pub mod stats;
pub mod text;
pub mod workbook;
