/// Where the browser finds a file of ours. Pages are functions of values, so the links come with the viewer.
public struct AssetLinks: Sendable {
    /// the hash over the contents of all files; nil where nothing was loaded (tests, golden pages)
    let version: String?

    /// Addresses without a version, for pages that are looked at by a test.
    public static let plain = AssetLinks(version: nil)

    /// `links.url("css/desk.css")` → `/assets/3f2a91c07b5d/css/desk.css`; vendor files are `vendor/…`.
    public func url(_ path: String) -> String {
        version.map { "/assets/\($0)/\(path)" } ?? "/assets/\(path)"
    }
}
