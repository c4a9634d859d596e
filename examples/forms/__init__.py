"""The example questionnaires, one module a form; `../make_examples.py` writes them."""
