# Each target is a script of the same name in Scripts/. ARGS go to it: make test ARGS="--filter Merge"
.DEFAULT_GOAL := help
.PHONY: demo test check lint build protocol bench soak planted simulated release smoke manual transcripts clean help

demo test check lint build protocol bench soak planted simulated release manual transcripts clean help:
	@Scripts/$@ $(ARGS)

export SEED
