"""How far we look into a file of a resident. PURE."""

MEMORY_BYTES = 256 * 1024 * 1024
CPU_SECONDS = 10
WALL_SECONDS = 20

# The largest camera of a telephone makes 200 million pixels; unpacked that is 600 MB, which nobody here does.
PIXELS = 250_000_000
PDF_PAGES = 5_000
PDF_OBJECTS = 300_000
PDF_OBJECT_STREAMS = 10_000
PDF_UNPACKED_BYTES = 64 * 1024 * 1024
ARCHIVE_ENTRIES = 2_000
PART_HEAD_BYTES = 16 * 1024
