public import Kernel

/// Which part of a long list is shown. Both ends are bounded: nobody can ask for a million rows or the millionth page
/// by writing an address.
public struct Paging: Sendable, Equatable {
    /// rows a page, unless a list says otherwise
    public static let usualSize = 50
    public static let largestSize = 200
    /// beyond it a filter finds faster than a page number
    public static let lastPage = 2000

    /// from 1
    public let page: Int
    public let size: Int

    public init(page: Int, size: Int = usualSize) {
        self.page = min(max(1, page), Paging.lastPage)
        self.size = min(max(1, size), Paging.largestSize)
    }

    /// From the address: `?page=3`. What is no number is page 1.
    public init(_ query: FormData, size: Int = usualSize) {
        self.init(page: Int(query.text("page")) ?? 1, size: size)
    }

    public var limit: Int { size }
    public var offset: Int { (page - 1) * size }

    /// The foot of a list: total, page x of y, and the ways back and on. The filters of the address are kept.
    /// `bound` is as far as they were counted: a larger total says only that there are more, and pages reach to it.
    public func html(total: Int, upTo bound: Int = .max, path: String, query: FormData, in t: Language) -> HTML {
        let pages = max(1, min(Paging.lastPage, (min(total, bound) + size - 1) / size))
        let told = total > bound ? t(.moreRows, String(bound)) : t(.totalRows, String(total))
        return """
            <nav class="paging" aria-label="\(t(.pages))"><span>\(told)</span>\
            \(pages > 1 ? step(page - 1, of: pages, path, query, "chevron-left", t(.previousPage), "prev") : nil)\
            \(pages > 1 ? "<span>\(t(.pageOf, String(page), String(pages)))</span>" as HTML : nil)\
            \(pages > 1 ? step(page + 1, of: pages, path, query, "chevron-right", t(.nextPage), "next") : nil)</nav>
            """
    }

    private func step(
        _ target: Int, of pages: Int, _ path: String, _ query: FormData, _ icon: String, _ label: String, _ rel: String
    ) -> HTML {
        guard (1...pages).contains(target) else {
            return "<span class=\"btn btn-ghost disabled\" aria-hidden=\"true\">\(Icon(icon).html)</span>"
        }
        return """
            <a class="btn btn-ghost" rel="\(rel)" href="\(path)?\(query.replacing("page", with: String(target)))" \
            aria-label="\(label)">\(Icon(icon).html)</a>
            """
    }
}

extension FormData {
    /// The query again, with one name changed: how a filter, a sort or a page link keeps the others.
    /// An empty value takes the name away.
    public func replacing(_ name: String, with value: String) -> String {
        var values = values
        values[name] = value.isEmpty ? nil : [value]
        return values.sorted { $0.key < $1.key }.flatMap { name, values in
            values.map { "\(URLEncoding.encode(name))=\(URLEncoding.encode($0))" }
        }.joined(separator: "&")
    }
}
