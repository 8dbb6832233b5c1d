import Handbook
import Kernel
import Web

/// How a customer is reached, through whom, and what they said about it.
struct CustomerPartPages {
    let page: CustomerPages

    private var t: Language { page.t }
    private var view: CustomerView { page.view }
    private var viewer: Viewer { page.viewer }

    var html: HTML { "\(points)\(page.customer.kind == .person ? nil : contacts)\(consents)" }

    private var points: HTML {
        let own = view.points.filter { $0.contact == nil }
        let list: HTML =
            own.isEmpty
            ? "<p class=\"soft\">\(t(.pointNone))</p>" : "<ul class=\"plain-list\">\(own.map(point))</ul>"
        let form = page.controls("contact-points")
        let new: HTML? =
            page.mayEdit
            ? StaffParts.folded(
                t(.pointAdd), isOpen: page.typed["contact-points"] != nil,
                viewer.form(
                    to: "\(page.base)/contact-points",
                    """
                    \(form.select("point_kind", t(.pointKind), ContactPoint.Kind.allCases.map { Choice($0.rawValue, t($0.word)) }, required: true))\
                    \(form.text("value", t(.pointValue), required: true, max: ContactPoint.longestValue))\
                    \(form.text("label", t(.pointLabel), max: 40))\(form.checkbox("primary", t(.pointPrimary)))\
                    \(viewer.submit(t(.contactAdd), .usual))
                    """)) : nil
        return StaffParts.panel(t(.customerFieldContactPoint), id: "contact-points", "\(list)\(reveal)\(new)")
    }

    private func point(_ point: ContactPoint) -> HTML {
        let url = "\(page.base)/contact-points/\(point.id)"
        var acts: [HTML] = []
        if page.mayEdit {
            if point.kind.isNumber, !point.isPrimary {
                acts.append(viewer.button(to: "\(url)/primary", t(.pointMakePrimary), .quiet))
            }
            if point.verifiedAt == nil {
                acts.append(viewer.button(to: "\(url)/verification", t(.pointVerify), .quiet))
            }
            acts.append(viewer.button(to: "\(url)/removal", t(.partRemove), .quiet))
        }
        let primary: HTML? = point.isPrimary ? " \(StateBadge(.done, t(.pointPrimary)).html)" : nil
        let verified: HTML? = point.verifiedAt.map {
            " <small>\(t(.pointVerified, $0.dateAndTime(in: viewer.zone)))</small>"
        }
        return """
            <li class="line">\(t(point.kind.word)) <span class="figure">\(point.masked)</span> \
            <small>\(point.label)</small>\(primary)\(verified)\(acts)</li>
            """
    }

    private var reveal: HTML? {
        guard view.permissions.contains(.revealPersonalData), !view.points.isEmpty else { return nil }
        let form = page.controls("reveal")
        return StaffParts.folded(
            t(.partShow), isOpen: page.typed["reveal"] != nil,
            """
            <form class="stack" method="post" action="\(page.base)/numbers" hx-post="\(page.base)/numbers" \
            hx-target="#full-numbers" hx-swap="innerHTML">\(viewer.secret)\
            \(form.text("reason", t(.revealReason), required: true))\(viewer.submit(t(.partShow), .usual))</form>\
            <div id="full-numbers" aria-live="polite"></div>
            """)
    }

    private var contacts: HTML {
        let isHousehold = page.customer.kind == .household
        let list: HTML =
            view.contacts.isEmpty
            ? "<p class=\"soft\">\(t(.customerContactsNone))</p>"
            : "<ul class=\"plain-list\">\(view.contacts.map(contact))</ul>"
        let new: HTML? =
            page.mayEdit
            ? StaffParts.folded(
                t(.contactAdd), isOpen: page.typed["contacts"] != nil,
                viewer.form(
                    to: "\(page.base)/contacts",
                    "\(contactFields(page.controls("contacts"), numberHint: nil))\(viewer.submit(t(.contactAdd), .usual))"
                )
            ) : nil
        return StaffParts.panel(
            t(isHousehold ? .contactsOfHousehold : .contactsOfFirm), id: "contacts", "\(list)\(new)")
    }

    private func contactFields(_ form: Controls, numberHint: String?) -> HTML {
        let roles = CustomerContact.Role.choices(for: page.customer.kind).map { Choice($0.rawValue, t($0.word)) }
        let powers = CustomerContact.Power.allCases.map { Choice($0.rawValue, t($0.word)) }
        return """
            \(form.text("contact_name", t(.contactName), required: true, max: 50))\
            \(form.text("post", t(.contactPost), max: 40))\
            \(form.phone("contact_phone", t(.contactPhone), hint: numberHint))\
            \(form.select("role", t(.contactRole), roles, required: true))\
            \(form.select("power", t(.contactPower), powers, required: true))\
            \(form.checkbox("helper", t(.contactHelper)))\(form.text("contact_note", t(.customerFieldNote), max: 200))
            """
    }

    /// The facts of a contact in the fields they came from; the number is not shown, and stays where none is typed.
    private func contactEdit(_ contact: CustomerContact, _ numbers: [String]) -> HTML {
        let name = "contact-\(contact.id)"
        var values = [
            "contact_name": contact.name.revealed, "post": contact.post, "role": contact.role.rawValue,
            "power": contact.power.rawValue, "contact_note": contact.note,
        ]
        if contact.isHelper { values["helper"] = "1" }
        let form = Controls(page.typed[name] ?? Typed(values), in: t, prefix: "\(name)-")
        let hint = numbers.isEmpty ? nil : t(.contactNumberKept, numbers.joined(separator: " "))
        return StaffParts.folded(
            t(.contactChange), isOpen: page.typed[name] != nil,
            viewer.form(
                to: "\(page.base)/contacts/\(contact.id)",
                "\(contactFields(form, numberHint: hint))\(viewer.submit(t(.contactChange), .usual))"))
    }

    private func contact(_ contact: CustomerContact) -> HTML {
        let facts = [contact.post, t(contact.role.word)].filter { !$0.isEmpty }
        let numbers = view.points.filter { $0.contact == contact.id }.map(\.masked)
        let power: HTML? =
            contact.power == .none ? nil : " \(StateBadge(.plain, t(contact.power.word)).html)"
        let helper: HTML? = contact.isHelper ? " \(StateBadge(.going, t(.contactHelper)).html)" : nil
        let remove: HTML? =
            page.mayEdit
            ? viewer.button(to: "\(page.base)/contacts/\(contact.id)/removal", t(.partRemove), .quiet) : nil
        return """
            <li class="line"><strong>\(contact.name.revealed)</strong> \
            <small>\((facts + numbers).joined(separator: " · ")) \(contact.note)</small>\(power)\(helper)\(remove)\
            \(page.mayEdit ? contactEdit(contact, numbers) : nil)</li>
            """
    }

    private var consents: HTML {
        let said = Dictionary(view.consents.map { ($0.channel, $0) }) { first, _ in first }
        let unasked = Consent.Channel.allCases.filter { said[$0] == nil }.map { t($0.word) }
        let unknown: HTML? =
            unasked.isEmpty
            ? nil
            : "<li>\(unasked.joined(separator: t(.listGap))) <span class=\"soft\">\(t(.consentUnknown))</span></li>"
        let items = Consent.Channel.allCases.compactMap { said[$0] }.map { said -> HTML in
            """
            <li>\(t(said.channel.word)) \
            \(StateBadge(said.isGiven ? .done : .broken, t(said.isGiven ? .consentYes : .consentNo)).html) \
            <small>\(said.source) · \(said.at.dateAndTime(in: viewer.zone)) · \(view.name(of: said.by))</small></li>
            """
        }
        let form = page.controls("consents")
        let new: HTML? =
            page.mayEdit
            ? StaffParts.folded(
                t(.consentRecord), isOpen: page.typed["consents"] != nil,
                viewer.form(
                    to: "\(page.base)/consents",
                    """
                    \(form.select("channel", t(.consentChannel), Consent.Channel.allCases.map { Choice($0.rawValue, t($0.word)) }, required: true))\
                    \(form.segmented("given", t(.consentSaid), [Choice("yes", t(.consentYes)), Choice("no", t(.consentNo))], required: true))\
                    \(form.text("source", t(.consentSource), required: true, max: 100))\
                    \(viewer.submit(t(.consentRecord), .usual))
                    """)) : nil
        return StaffParts.panel(
            t(.consentTitle), id: "consents", "<ul class=\"plain-list\">\(items)\(unknown)</ul>\(new)")
    }
}
