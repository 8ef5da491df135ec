"""How far we look into a file. Generous for what a municipality publishes, small for what attacks. PURE."""

FILE_BYTES = 100 * 1024 * 1024
# The child process: what it may take before it is stopped.
MEMORY_BYTES = 256 * 1024 * 1024
CPU_SECONDS = 15
WALL_SECONDS = 30

# PDF
PAGES_READ = 200
PAGE_NODES = 5_000
STREAM_BYTES = 20 * 1024 * 1024
CONTENT_BYTES = 60 * 1024 * 1024  # of all pages together
STRUCTURE_NODES = 60_000
FORM_FIELDS = 5_000
OUTLINE_ITEMS = 2_000
XMP_BYTES = 1024 * 1024

# Office
ARCHIVE_ENTRIES = 10_000
ARCHIVE_BYTES = 1024 * 1024 * 1024  # unpacked, as the archive says itself
ARCHIVE_RATIO = 300  # text packs 10 to 50 times, a spreadsheet of equal cells some hundred
PART_BYTES = 12 * 1024 * 1024
PARTS_BYTES = 48 * 1024 * 1024
SLIDES = 500
