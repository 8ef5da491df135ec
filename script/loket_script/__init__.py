"""The commands of script/: standard library only, since they make the environment they run the rest in."""
