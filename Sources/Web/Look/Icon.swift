public import Kernel

/// A Tabler icon by its name. It decorates: the word stands beside it, or in the label of what holds it.
public struct Icon: Sendable {
    public let name: String

    public init(_ name: String) { self.name = name }

    public var html: HTML { "<i class=\"ti ti-\(name)\" aria-hidden=\"true\"></i>" }
}
