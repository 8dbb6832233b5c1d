public import Kernel

/// Forms that do something carry the session's secret, and are sent once.
extension Viewer {
    /// `<form method="post">` around the content. Put the fields and a `submit` inside.
    /// A form that takes long to fill is not left by a slip: `asks`.
    public func form(to url: String, class name: String = "stack", asks: Bool = false, _ content: HTML) -> HTML {
        """
        <form method="post" action="\(url)" class="\(name)" novalidate data-behaviour="submit-once\(asks ? " unsaved" : "")">\
        \(secret)\(content)</form>
        """
    }

    /// A form that brings files: the secret stands first, as the reader of files wants it.
    public func uploadForm(to url: String, class name: String = "stack", behaviour: String = "", _ content: HTML)
        -> HTML
    {
        """
        <form method="post" action="\(url)" enctype="multipart/form-data" class="\(name)" novalidate \
        data-behaviour="submit-once \(behaviour)">\(secret)\(content)</form>
        """
    }

    /// One act, one button: `viewer.button(to: "/cases/7/acceptance", t(.accept))`.
    public func button(
        to url: String, _ label: String, _ weight: Weight = .usual, shortcut: String? = nil,
        fields: [String: String] = [:]
    ) -> HTML {
        let hidden = fields.sorted { $0.key < $1.key }.map { name, value -> HTML in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
        }
        return form(to: url, class: "act", "\(HTML(hidden))\(submit(label, weight, shortcut: shortcut))")
    }

    public func submit(_ label: String, _ weight: Weight = .primary, shortcut: String? = nil) -> HTML {
        """
        <button type="submit" class="btn \(weight.rawValue)"\
        \(shortcut.map { " data-shortcut=\"\($0)\"" as HTML })>\(label)\(shortcut.map { "<kbd>\($0)</kbd>" as HTML })</button>
        """
    }

    /// The hidden field of a form written by hand.
    public var secret: HTML {
        let along = carried.sorted { $0.key < $1.key }.map { name, value -> HTML in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
        }
        return "<input type=\"hidden\" name=\"\(csrfField)\" value=\"\(csrf)\">\(HTML(along))"
    }
}

/// How much a button asks for attention. One primary a page.
public enum Weight: String, Sendable {
    case primary = "btn-primary"
    case usual = "btn-usual"
    case quiet = "btn-ghost"
    case destructive = "btn-danger"
}

/// The field of a form in which the session's secret travels.
let csrfField = "_csrf"
