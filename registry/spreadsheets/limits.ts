// How large a spreadsheet may be: far above any commune's, far below what fills the memory of a small server.

/** Bytes of the file itself: 105,000 members are about 12 MB as XLSX, 40 MB as CSV. */
export const MOST_FILE_BYTES = 200 * 1024 * 1024;

/** Bytes that an XLSX may unpack to: 105,000 members are about 130 MB; a zip bomb is thousands of times its size. */
export const MOST_UNPACKED_BYTES = 800 * 1024 * 1024;

/** Characters of one cell: longer is no name, address or list. */
export const MOST_CELL_LETTERS = 1000;

/** Columns that are looked at. */
export const MOST_COLUMNS = 200;

/** Rows looked through for the header. */
export const HEADER_WITHIN = 15;

/** Households worked on at once: enough that round trips do not count, small enough that the store is kept busy early. */
export const HOUSEHOLDS_AT_ONCE = 1000;

/** An XLSX file of so many bytes, about a thousand members, is read in a thread of its own: starting one costs half a second. */
export const THREAD_FROM_BYTES = 100 * 1024;

/** Rows that the reading thread hands over at once, and how many times before it waits for more to be wanted. */
export const ROWS_AT_ONCE = 500;
export const HANDED_AHEAD = 16;
