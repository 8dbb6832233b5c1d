import Handbook
import Kernel
import Web

/// The warning above the page; the text stands in its form still, and the same button sends it all the same.
struct PhraseWarningPages {
    let warning: PhraseWarning
    let language: Language

    var html: HTML {
        let t = language
        let lines = warning.against.map { against -> HTML in
            let words = against.phrases.map { "“\($0)”" }.joined(separator: t(.listGap))
            let mark = ClauseMark(of: against.clause.number, in: warning.version).html
            return "<p>\(mark) \(against.clause.text) <b>\(t(.phraseFound, words))</b></p>"
        }
        return "\(lines)<p>\(t(.phraseAgain))</p>"
    }
}
