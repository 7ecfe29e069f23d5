"""Draw: plain values to the geometry of the pictures of a page.

In: numbers, days as ordinals, points, and ready texts. Out: frozen values with coordinates. Horizontal
places are shares of the width, so that one picture fits every screen while its texts keep their size; all
else is in CSS pixels. It must not know markup, sentences, languages, records or files of content.
"""
