# Sphinx's configuration: https://www.sphinx-doc.org/en/master/usage/configuration.html

project = "The light and the darkness"
extensions = ["myst_parser", "sphinx_comparison"]
myst_enable_extensions = ["attrs_block", "colon_fence"]
primary_domain = "cf"
latex_engine = "xelatex"
author = "The editors"
copyright = "the editors"
version = "1"
