import Handbook
import Kernel
import Web

/// The proof of a deadline: a fragment for the clause panel, or a page of its own that can be printed.
struct ObligationProofPages {
    let proof: ObligationProof
    let viewer: Viewer

    private var t: Language { viewer.language }

    var fragment: HTML { "<section class=\"panel\"><h2>\(t(.proofTitle))</h2>\(content)</section>" }

    var content: HTML { "\(facts)\(paused)\(counting)\(difference)" }

    private var facts: HTML {
        let opening = proof.opening
        let who = opening.actor.map { proof.names[$0] ?? "" } ?? t(.proofSystem)
        return """
            <dl class="facts"><dt>\(t(.proofStartEvent))</dt>\
            <dd>\(t(opening.kind.word)) · \(opening.at.fullText(in: proof.zone, t)) · \(who)</dd>\
            <dt>\(t(.proofClause))</dt><dd>\(mark.html) \(proof.clause?.text)</dd>\
            <dt>\(t(.proofVersion))</dt><dd>\(edition)</dd>\
            <dt>\(t(.proofOwedBy))</dt><dd>\(owedBy)</dd>\
            <dt>\(t(.proofStoredDue))</dt><dd>\(proof.obligation.dueAt.fullText(in: proof.zone, t))</dd></dl>
            """
    }

    private var mark: ClauseMark {
        let number = proof.obligation.clause
        return ClauseMark(number, url: "/handbook/\(proof.version.id)#c-\(number)")
    }

    private var edition: String {
        t(.proofVersionOf, proof.version.title, proof.version.version, proof.version.number)
    }

    private var owedBy: String {
        let duty = proof.handbook.name(of: proof.obligation.owedBy, in: t)
        guard let person = proof.obligation.owedByStaff.flatMap({ proof.names[$0] }) else { return duty }
        return "\(person) · \(duty)"
    }

    private var paused: HTML? {
        proof.obligation.pausedSince.map { since in
            Remark(.waiting, "<p>\(t(.proofRunning, since.fullText(in: proof.zone, t)))</p>").html
        }
    }

    private var counting: HTML {
        guard let counted = proof.proof else {
            let isPromise: Bool =
                if case .deadline(let rule) = proof.obligation.rule { rule.isSetByPromise } else { false }
            return "<p>\(t(isPromise ? .proofPromised : .proofChecked))</p>"
        }
        let lines = counted.sentences(in: t).map { "<li>\($0)</li>" as HTML }
        return "<h3>\(t(.proofCounting))</h3><ol>\(lines)</ol>"
    }

    private var difference: HTML? {
        guard proof.differs, proof.obligation.pausedSince == nil else { return nil }
        return Remark(.warned, "<p>\(t(.proofDiffers))</p>").html
    }
}
