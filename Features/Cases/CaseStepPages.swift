import Handbook
import Kernel
import Web

/// The form of the step that comes next; each is one act with its few fields.
struct CaseStepPages {
    let page: CasePages

    private var t: Language { page.t }
    private var viewer: Viewer { page.viewer }
    private var record: Case { page.record }
    private var base: String { page.base }

    var html: HTML {
        if let transfer = record.transfer { return pendingTransfer(transfer) }
        if let suspension = record.suspension { return suspended(suspension) }
        return switch record.state {
        case .registered: accept
        case .accepted: judge
        case .unfounded: replyUnfounded
        case .investigating: investigate
        case .proposing: propose
        case .awaitingDecision: decide
        case .implementing: implement
        case .awaitingCustomer: answer
        case .awaitingVisit: visit
        case .summarising: archive
        case .answering, .assessing, .responding, .thanking, .dispatching, .taking, .arriving, .fixing, .signing,
            .mediating, .agreeing:
            "\(CaseWayPages(page: page).html)\(mayRefer ? refer : .empty)"
        case .archived, .referred, .withdrawn, .merged: .empty
        }
    }

    private var accept: HTML {
        let form = page.controls("acceptance")
        return """
            \(viewer.form(to: "\(base)/acceptance", """
                \(form.segmented("severity", t(.caseSeverity), CaseChoices.severities(t), required: true))\
                \(viewer.submit(t(.actAccept), shortcut: "a"))
                """))\(refer)
            """
    }

    private var mayRefer: Bool { [.answering, .assessing, .dispatching].contains(record.state) }

    /// To somebody of the directory, whose number is told at once; or to somebody named by hand (SOFT-38).
    private var refer: HTML {
        guard page.view.isInHand else { return .empty }
        let form = page.controls("referral")
        let parties = page.view.handbook.directory.map {
            Choice($0.party, "\($0.party) \($0.phone) · \($0.about)")
        }
        let party =
            parties.isEmpty
            ? form.text("to", t(.referTo), required: true, max: 80)
            : form.select("to", t(.referTo), parties, required: true, blank: "")
        return """
            <details class="more"><summary>\(t(.actRefer))</summary>\(viewer.form(to: "\(base)/referral", """
                \(party)\
                \(form.text("reason", t(.caseReason), required: true))\(viewer.submit(t(.actRefer), .usual))
                """))</details>
            """
    }

    private var judge: HTML {
        let form = page.controls("judgement")
        return """
            \(viewer.form(to: "\(base)/judgement", """
                <div class="split">\(form.checkbox("grounds", t(.groundsSufficient)))\
                \(form.checkbox("demand", t(.demandReasonable)))</div>\
                \(form.segmented("verdict", t(.verdict), [
                    Choice("founded", t(.verdictFounded)), Choice("unfounded", t(.verdictUnfounded)),
                ], required: true))\
                \(form.textarea("reason", t(.judgementReason), max: 1000, rows: 2))\
                <div class="split">\(form.text("department", t(.caseDepartment), max: 40))\
                \(form.dateTime("promise_due", t(.casePromiseDue)))</div>\
                \(form.text("promise_text", t(.casePromiseText), max: 400))\(form.checkbox("promise_agreed", t(.contactCallAgreed)))\
                \(asksNature ? form.segmented("nature", t(.caseNature), Case.Nature.allCases.map { Choice($0.rawValue, t($0.word)) }) : .empty)\
                \(viewer.submit(t(.actJudge), shortcut: "a"))
                """))\(refer)
            """
    }

    private var asksNature: Bool {
        page.view.handbook.gates().contains { if case .investigatorByNature = $0.1 { true } else { false } }
    }

    private var asksStatement: Bool { page.view.handbook.gates().contains { $0.1 == .cause(statement: true) } }

    private var replyUnfounded: HTML {
        let form = page.controls("unfounded-reply")
        return viewer.form(
            to: "\(base)/unfounded-reply",
            """
            \(page.mailReach)\(form.textarea("text", t(.composerReply), required: true, rows: 3))\
            \(form.segmented("reaction", t(.reactionLabel), [
                Choice("understood", t(.reactionUnderstood)), Choice("not-understood", t(.reactionNotUnderstood)),
            ], required: true))\(viewer.submit(t(.actReplyUnfounded), shortcut: "a"))
            """)
    }

    private var investigate: HTML {
        let form = page.controls("findings")
        let causes = page.view.handbook.causes.map { Choice($0, $0) }
        let cause =
            causes.isEmpty
            ? form.text("cause", t(.findingCause), required: true, max: 80)
            : form.select("cause", t(.findingCause), causes, required: true, blank: "")
        return viewer.form(
            to: "\(base)/findings",
            """
            <div class="split">\(cause)\(form.text("person", t(.findingPerson), required: true, max: 50))</div>\
            \(form.textarea("root_cause", t(.findingRoot), required: true, max: 1000, rows: 3))\
            \(form.textarea("statement", t(.findingStatement), required: asksStatement, max: 1000, rows: 2))\
            \(viewer.submit(t(.actInvestigate), shortcut: "a"))
            """)
    }

    private var propose: HTML {
        let form = page.controls("proposals")
        let fields = page.view.handbook.proposalFields
        let submit =
            page.view.file.currentProposals.isEmpty
            ? nil : viewer.button(to: "\(base)/submission", t(.actSubmit), .primary, shortcut: "a")
        return """
            \(CaseRecordPages(page: page).proposals(withReading: false))\
            \(viewer.form(to: "\(base)/proposals", """
                \(form.textarea("text", t(.proposalLabel), required: true, max: 1000, rows: 2))\
                <div class="split">\(form.money("cost", t(.proposalCost), required: fields.contains(.cost)))\
                \(form.text("benefit", t(.proposalBenefit), required: fields.contains(.benefit), max: 200))</div>\
                \(form.text("effect", t(.proposalEffect), required: fields.contains(.effect), max: 400))\
                \(form.checkbox("offered", t(.proposalOffered)))\(viewer.submit(t(.actPropose), .usual))
                """))\(submit)
            """
    }

    private var decide: HTML {
        let mayDecide = page.view.permissions.contains(.decideCase)
        // The proposals stand above in full; of one there is nothing to choose.
        let choices = page.view.file.currentProposals.map {
            Choice($0.id.rawValue, "\($0.number). \($0.text.opening(14))")
        }
        let only = choices.count == 1 ? ["proposal": choices[0].value] : [:]
        let form = Controls(page.typed["decision"] ?? Typed(only), in: t, prefix: "decision-")
        let decision =
            mayDecide
            ? viewer.form(
                to: "\(base)/decision",
                """
                \(choices.isEmpty ? .empty : form.segmented("proposal", t(.proposalLabel), choices))\
                \(form.textarea("text", t(.decisionText), required: true, max: 1000, rows: 2))\
                \(viewer.submit(t(.actDecide), shortcut: "a"))
                """) : nil
        return "\(CaseRecordPages(page: page).proposals(withReading: mayDecide))\(decision)"
    }

    private var implement: HTML {
        let form = page.controls("implementation")
        return viewer.form(
            to: "\(base)/implementation",
            """
            \(form.textarea("solution", t(.solutionText), required: true, max: 2000, rows: 3))\
            \(viewer.submit(t(.actImplement), shortcut: "a"))
            """)
    }

    private var answer: HTML {
        let form = page.controls("answer")
        return viewer.form(
            to: "\(base)/answer",
            """
            \(form.segmented("answer", t(.answerLabel), [
                Choice("accepted", t(.answerAccepted)), Choice("partly", t(.answerPartly)),
                Choice("refused", t(.answerRefused)),
            ], required: true))\(form.select("channel", t(.answerChannel), CaseChoices.channels(t), required: true, blank: ""))\
            \(form.textarea("text", t(.answerText), max: 1000, rows: 2))\
            \(viewer.submit(t(.actAnswer), shortcut: "a"))
            """)
    }

    private var visit: HTML {
        let form = page.controls("visits")
        return viewer.form(
            to: "\(base)/visits",
            """
            \(form.segmented("result", t(.visitResult), ReturnVisit.Result.allCases.map { Choice($0.rawValue, t($0.word)) }, required: true))\
            <div class="split">\(form.checkbox("solved", t(.visitSolved)))\(form.checkbox("told", t(.visitTold)))</div>\
            <div class="split">\(form.number("satisfaction", t(.visitSatisfaction)))\
            \(form.text("note", t(.caseNote), max: 1000))</div>\
            <details class="more"><summary>\(t(.visitPledge))</summary>\
            <div class="split">\(form.dateTime("promise_due", t(.casePromiseDue)))\
            \(form.text("promise_text", t(.casePromiseText), max: 400))\(form.checkbox("promise_agreed", t(.contactCallAgreed)))</div></details>\
            \(viewer.submit(t(.actVisit), shortcut: "a"))
            """)
    }

    private var archive: HTML {
        // As it stands; where there is none, none is chosen by itself.
        let typed = page.typed["archive"] ?? Typed(["category": record.report.category])
        let form = Controls(typed, in: t, prefix: "archive-")
        let categories = page.view.handbook.categories.map { Choice($0, $0) }
        let category =
            categories.isEmpty
            ? form.text("category", t(.caseCategory), required: true, max: 40)
            : form.select("category", t(.caseCategory), categories, required: true, blank: "")
        return viewer.form(
            to: "\(base)/archive",
            """
            \(category)\(form.select("outcome", t(.caseOutcome), Case.Outcome.chosen.map { Choice($0.rawValue, t($0.word)) }, blank: ""))\(form.textarea("evaluation", t(.evaluationText), required: true, max: 2000, rows: 2))\
            \(form.textarea("lesson", t(.lessonText), required: true, max: 2000, rows: 2))\
            \(viewer.submit(t(.actArchive), shortcut: "a"))
            """)
    }

    private func pendingTransfer(_ transfer: Case.Transfer) -> HTML {
        let slip = page.view.file.transfers.last { $0.isPending }
        let facts = CasePages.facts(
            [
                (t(.transferTo), page.view.name(transfer.to) ?? ""), (t(.caseReason), transfer.reason),
                (t(.transferKnown), transfer.known),
            ]
                + (slip?.mood.map { [(t(.transferMood), t($0.word))] } ?? [])
                + (slip.map { [(t(.transferWanted), $0.wanted)] } ?? []))
        guard transfer.to == page.view.viewer else { return facts }
        let form = page.controls("return")
        return """
            \(facts)\(viewer.button(to: "\(base)/transfer/signature", t(.actSign), .primary, shortcut: "a"))\
            \(viewer.form(to: "\(base)/transfer/return", """
                \(form.text("reason", t(.caseReason), required: true))\(viewer.submit(t(.actReturn), .usual))
                """))
            """
    }

    private func suspended(_ suspension: Case.Suspension) -> HTML {
        """
        \(CasePages.facts([
            (t(.caseReason), t(suspension.reason.word)), (t(.suspendNotice), suspension.notice),
            (t(.suspendUntil), suspension.until.fullText(in: page.zone, t)),
        ]))\(viewer.button(to: "\(base)/resumption", t(.actResume), .primary, shortcut: "a"))
        """
    }
}

/// The lists people choose from.
enum CaseChoices {
    static func severities(_ t: Language) -> [Choice] { Severity.allCases.map { Choice($0.rawValue, t($0.word)) } }
    static func sources(_ t: Language) -> [Choice] { CaseSource.allCases.map { Choice($0.rawValue, t($0.word)) } }
    static func channels(_ t: Language) -> [Choice] { Channel.allCases.map { Choice($0.rawValue, t($0.word)) } }
}
