import Handbook
import Kernel
import Web

/// The next step of an enquiry, a suggestion, a repair or a dispute: one act with its few fields.
struct CaseWayPages {
    let page: CasePages

    private var t: Language { page.t }
    private var viewer: Viewer { page.viewer }
    private var base: String { page.base }
    private var file: CaseFile { page.view.file }

    var html: HTML {
        switch page.record.state {
        case .answering: answer
        case .assessing: assess
        case .responding: reply("response", .actRespond)
        case .thanking: reply("thanks", .actThank)
        case .dispatching: dispatch
        case .taking: take
        case .arriving: viewer.button(to: "\(base)/arrival", t(.actArrive), .primary, shortcut: "a")
        case .fixing: fix
        case .signing: sign
        case .mediating: mediate
        case .agreeing: agree
        case .registered, .accepted, .investigating, .proposing, .awaitingDecision, .implementing, .awaitingCustomer,
            .unfounded, .awaitingVisit, .summarising, .archived, .referred, .withdrawn, .merged:
            .empty
        }
    }

    private var answer: HTML {
        let form = page.controls("enquiry-answer")
        return viewer.form(
            to: "\(base)/enquiry-answer",
            """
            \(page.mailReach)\(form.textarea("text", t(.composerReply), required: true, rows: 3))\
            \(form.text("source", t(.answerSourceLabel), max: 120))\(viewer.submit(t(.actAnswerEnquiry), shortcut: "a"))
            """)
    }

    private var assess: HTML {
        let form = page.controls("assessment")
        return viewer.form(
            to: "\(base)/assessment",
            """
            \(form.segmented("verdict", t(.verdict), [
                Choice("adopted", t(Case.Outcome.adopted.word)), Choice("declined", t(Case.Outcome.declined.word)),
            ], required: true))\(form.textarea("reason", t(.caseReason), required: true, max: 1000, rows: 2))\
            \(viewer.submit(t(.actAssessSuggestion), shortcut: "a"))
            """)
    }

    private func reply(_ address: String, _ word: Word) -> HTML {
        let form = page.controls(address)
        return viewer.form(
            to: "\(base)/\(address)",
            """
            \(page.mailReach)\(form.textarea("text", t(.composerReply), required: true, rows: 3))\
            \(viewer.submit(t(word), shortcut: "a"))
            """)
    }

    private var dispatch: HTML {
        let form = page.controls("dispatch")
        let colleagues = (page.view.repairers ?? page.view.colleagues).map { Choice($0.id.rawValue, $0.name) }
        return viewer.form(
            to: "\(base)/dispatch",
            """
            <div class="split">\(form.select("to", t(.repairRepairer), colleagues, required: true, blank: ""))\
            \(form.dateTime("appointment", t(.repairAppointment)))</div>\
            \(form.segmented("kind", t(.repairKind), RepairOrder.Kind.allCases.map { Choice($0.rawValue, t($0.word)) }, required: true))\
            \(viewer.submit(t(.actDispatch), shortcut: "a"))
            """)
    }

    private var take: HTML {
        guard page.record.handler == page.view.viewer else {
            return "<p class=\"soft\">\(t(.repairWaits, page.view.name(page.record.handler) ?? ""))</p>"
        }
        let form = page.controls("taking")
        return """
            \(viewer.button(to: "\(base)/taking", t(.actTakeRepair), .primary, shortcut: "a", fields: ["taken": "yes"]))\
            \(page.folded(.actDeclineRepair, to: "taking", form.text("reason", t(.caseReason), required: true)))
            """
    }

    private var fix: HTML {
        let form = page.controls("repair")
        return viewer.form(
            to: "\(base)/repair",
            """
            \(form.textarea("work", t(.repairWork), required: true, max: 1000, rows: 2))\
            <div class="split">\(form.text("material", t(.repairMaterial), required: true, max: 400))\
            \(form.number("minutes", t(.repairMinutes), required: true))\(form.money("cost", t(.repairCost)))</div>\
            \(viewer.submit(t(.actFix), shortcut: "a"))
            """)
    }

    private var sign: HTML {
        let form = page.controls("signature")
        return viewer.form(
            to: "\(base)/signature",
            """
            \(form.segmented("signed", t(.repairSigned), [
                Choice("yes", t(.answerAccepted)), Choice("no", t(.answerRefused)),
            ], required: true))\(form.text("name", t(.repairSignatory), required: true, max: 50))\
            \(viewer.submit(t(.actSignRepair), shortcut: "a"))
            """)
    }

    private var mediate: HTML {
        let party = page.controls("party")
        let session = page.controls("session")
        let roles = DisputeParty.Role.allCases.map { Choice($0.rawValue, t($0.word)) }
        return """
            \(CaseMatterPages(page: page).dispute)\
            \(page.folded(.actNameParty, to: "parties", """
                \(party.segmented("role", t(.partyRole), roles, required: true))\
                <div class="split">\(party.text("name", t(.partyName), required: true, max: 50))\
                \(party.phone("phone", t(.casePhone)))</div>\
                \(party.text("claim", t(.partyClaim), required: true, max: 1000))
                """, form: "party"))\
            \(page.folded(.actHold, to: "sessions", """
                <div class="split">\(session.dateTime("at", t(.sessionAt), required: true))\
                \(session.text("place", t(.casePlace), required: true, max: 80))</div>\
                \(session.text("attendees", t(.sessionAttendees), required: true, max: 200))\
                \(session.textarea("record", t(.sessionRecord), required: true, max: 4000, rows: 3))
                """, form: "session"))\
            \(viewer.button(to: "\(base)/conclusion", t(.actConclude), .primary, shortcut: "a"))
            """
    }

    private var agree: HTML {
        let form = page.controls("agreement")
        return """
            \(CaseMatterPages(page: page).dispute)\(viewer.form(to: "\(base)/agreement", """
                \(form.segmented("signed", t(.repairSigned), [
                    Choice("yes", t(.agreementSigned)), Choice("no", t(.agreementRefused)),
                ], required: true))\(form.textarea("text", t(.agreementText), max: 4000, rows: 3))\
                \(form.text("signatories", t(.agreementSignatories), max: 200))\
                \(viewer.submit(t(.actAgree), shortcut: "a"))
                """))
            """
    }
}
