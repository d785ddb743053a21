"""Keywords of texts that are not English, without a grammar or a dictionary of any language.

What a language needs is in `languages`: its function words, and the endings that its words change. `spaced` reads
languages that part words by spaces, `unspaced` those that do not; `choice` ranks what they find.
"""
