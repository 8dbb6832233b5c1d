import Handbook
import Hummingbird
import Kernel
import Sheets
import Web

extension Import.Refusal: Explainable {
    var status: HTTPResponse.Status { .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .notNow(let state): t(.importNotNow, t(state.word))
        case .alreadyPublished: t(.importAlreadyPublished)
        case .notWhole(let bad): t(.importNotWhole, String(bad))
        case .notMapped: t(.importStateUnmapped)
        case .nothingToBring: t(.importNothingToBring)
        case .tooManyOpen(let most): t(.importTooManyOpen, String(most))
        case .notFaulty: t(.importNotFaulty)
        }
    }
}

extension SheetFault {
    /// As whoever sent the file reads it.
    var sentence: Sentence {
        func megabytes(_ bytes: Int) -> String { String((bytes + (1 << 20) - 1) >> 20) }
        return switch self {
        case .empty: Sentence(.importEmpty)
        case .notATable: Sentence(.importNotATable)
        case .oldOrLocked: Sentence(.importOldOrLocked)
        case .damaged: Sentence(.importDamaged)
        case .tooLarge(let bytes, let limit): Sentence(.importTooLarge, megabytes(bytes), megabytes(limit))
        case .swells(let limit): Sentence(.importSwells, megabytes(limit))
        case .tooManyParts(let limit): Sentence(.importTooManyParts, String(limit))
        case .tooManyRows(let limit): Sentence(.importTooManyRows, String(limit))
        case .tooManyColumns(let found, let limit): Sentence(.importTooManyColumns, String(found), String(limit))
        case .cellTooLong(let row, let column, let limit):
            Sentence(.importLongCell, String(row), String(column), megabytes(limit))
        case .entities: Sentence(.importEntities)
        case .mixedEncodings(let utf8, let other): Sentence(.importMixed, String(utf8), String(other))
        case .unknownEncoding(let row): Sentence(.importEncoding, String(row))
        case .openQuote(let row): Sentence(.importOpenQuote, String(row))
        case .textAfterQuote(let row): Sentence(.importTextAfterQuote, String(row))
        case .noSheet: Sentence(.importNoSheet)
        }
    }
}
