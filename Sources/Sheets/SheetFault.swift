/// Why a file cannot be read as a table. Each is a sentence that whoever sent the file will read; the numbers in it say
/// what was found and what would do.
public enum SheetFault: Error, Equatable, Sendable {
    case empty
    /// No spreadsheet, no text: a picture, a program, a PDF.
    case notATable
    /// The format of Excel 97 or a file with a password: both are an OLE container.
    case oldOrLocked
    /// An archive, but no workbook in it, or one that is damaged.
    case damaged
    /// Bytes larger than what one file may be.
    case tooLarge(bytes: Int, limit: Int)
    /// It unpacks to far more than it is: a zip bomb.
    case swells(limit: Int)
    case tooManyParts(limit: Int)
    case tooManyRows(limit: Int)
    case tooManyColumns(found: Int, limit: Int)
    case cellTooLong(row: Int, column: Int, limit: Int)
    /// Definitions inside the XML, by which few bytes become many or files are drawn in.
    case entities
    /// Text of two encodings in one file, by the first rows of either.
    case mixedEncodings(utf8Row: Int, otherRow: Int)
    case unknownEncoding(row: Int)
    /// A quotation mark that never closes, from this row on.
    case openQuote(row: Int)
    /// Something between a closing quotation mark and the next separator.
    case textAfterQuote(row: Int)
    case noSheet
}

/// How much of a file is read, so that nobody's file can hold up the house.
public struct SheetLimits: Sendable {
    public var bytes = 50 << 20
    /// What a workbook may unpack to, all parts together.
    public var unpackedBytes = 600 << 20
    /// How many times larger than itself a part may become, once it is larger than `innocentBytes`.
    public var ratio = 250
    public var innocentBytes = 20 << 20
    public var parts = 2000
    /// What the texts that cells share may unpack to, and how many they may be: they are held as long as the file is read.
    public var sharedBytes = 128 << 20
    public var sharedStrings = 4_000_000
    /// Rows that hold something, headings included.
    public var rows = 100_001
    public var columns = 200
    /// Bytes of one cell: 5 MB of text in one field are read and told of, not lost.
    public var cellBytes = 16 << 20

    public init() {}
}
