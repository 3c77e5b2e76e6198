# Sphinx's configuration: https://www.sphinx-doc.org/en/master/usage/configuration.html

project = "What the war was about"
extensions = ["myst_parser", "sphinx_comparison"]
myst_enable_extensions = ["attrs_block", "colon_fence"]
primary_domain = "cf"
author = "The editors"
numfig = True
copyright = "the editors"
version = "1"
