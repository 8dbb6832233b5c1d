public import Hummingbird

/// A request of a program that we know. A route in this context cannot be reached without a token.
public struct ApiContext: ChildRequestContext, KnownContext {
    public var coreContext: CoreRequestContextStorage
    public let visit: Visit
    public let caller: ApiCaller

    public var viewer: Viewer { caller.viewer }

    public init(context: Visitor) throws {
        guard let caller = context.caller else { throw ApiRefused.noToken }
        coreContext = context.coreContext
        visit = context.visit
        self.caller = caller
    }
}

/// A context in which we know the person: at a page, or behind a token.
public protocol KnownContext: HouseContext {
    var viewer: Viewer { get }
}

extension SignedIn: KnownContext {}
