import Hummingbird
public import Kernel
import Logging

/// The only place where an error becomes a response.
struct ErrorPages: RouterMiddleware {
    /// how the desk frames a page for somebody who is signed in; without it the page is bare
    let frame: ErrorFrame?

    func handle(
        _ request: Request, context: Visitor, next: (Request, Visitor) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let elsewhere as SentElsewhere {
            return ErrorPages.send(elsewhere, request, context)
        } catch {
            return await answer(error, request, context)
        }
    }

    private func answer(_ error: any Error, _ request: Request, _ context: Visitor) async -> Response {
        let answer = ErrorAnswer(error, in: context.visit.language, number: context.visit.number)
        var response = await explain(answer, error, request, context)
        if let seconds = answer.seconds { response.headers[.retryAfter] = String(seconds) }
        return response
    }

    private func explain(
        _ answer: ErrorAnswer, _ error: any Error, _ request: Request, _ context: Visitor
    ) async -> Response {
        let t = context.visit.language
        let number = context.visit.number
        if answer.isFault {
            // What the error says of itself may be long; the beginning tells what it is.
            context.logger.error(
                "fault", metadata: ["type": "\(type(of: error))", "error": "\(String(describing: error).prefix(500))"])
        }
        if request.isForPrograms { return answer.problem(number: number, in: t) }
        if request.wantsJSON {
            return Response(
                status: answer.status, headers: [.contentType: "application/json; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: answer.json(number: number))))
        }
        if context.isFragment {
            var response = answer.fragment(in: t).response(status: answer.status)
            response.headers[.htmxRetarget] = "#notice"
            response.headers[.htmxReswap] = "innerHTML"
            response.headers[.vary] = "HX-Request"
            return response
        }
        let content = answer.page(in: t, number: number)
        let page =
            if let frame, let viewer = context.viewer, !viewer.isLocked, !answer.isFault,
                let framed = await frame(viewer, t(answer.title), content)
            {
                framed
            } else {
                Frame.bare(context.visit, title: t(answer.title), content: content)
            }
        return page.response(status: answer.status)
    }

    /// A page is sent there and comes back; htmx is told to go there; a program is told to sign in.
    private static func send(_ elsewhere: SentElsewhere, _ request: Request, _ context: Visitor) -> Response {
        if context.isFragment {
            return Response(status: .noContent, headers: [.htmxRedirect: elsewhere.url])
        }
        if request.wantsJSON || request.headers[.accept] == "text/event-stream" {
            return Response(status: .unauthorized)
        }
        return Response(status: .seeOther, headers: [.location: elsewhere.url])
    }
}

/// Frames an error for somebody who is signed in: viewer, title, content; nothing, and the page is bare.
public typealias ErrorFrame = @Sendable (Viewer, String, HTML) async -> HTML?

extension Request {
    /// An address of the interface for programs: errors are problems there, whatever the caller says it accepts.
    var isForPrograms: Bool { uri.path.hasPrefix("/api/") }

    var wantsJSON: Bool { headers[.accept]?.hasPrefix("application/json") == true }
}
