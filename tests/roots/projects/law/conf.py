# Sphinx's configuration: https://www.sphinx-doc.org/en/master/usage/configuration.html

project = "Deux déclarations"
extensions = ["myst_parser", "sphinx_comparison"]
myst_enable_extensions = ["attrs_block", "colon_fence"]
primary_domain = "cf"
language = "fr"
author = "The editors"
copyright = "the editors"
version = "1"
