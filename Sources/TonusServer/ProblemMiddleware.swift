import HTTPTypes
import Hummingbird
import Logging

/// Answers every refusal, wherever it was thrown, with a problem document.
struct ProblemMiddleware: RouterMiddleware {
    typealias Context = ConnectionContext
    let logger: Logger

    func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let refusal as Refusal {
            return refusal.response
        } catch let error as EnvelopeLogError {
            logger.error("store", metadata: ["error": "\(error)"])
            return Refusal(error).response
        } catch let error as any HTTPResponseError {
            return refusal(of: error.status).response
        } catch is CancellationError {
            // Nobody is left to read it; the log shows it as what it was.
            return Response(status: .requestTimeout)
        }
        // What else is thrown comes from the connection and goes back to it.
    }

    /// Hummingbird's own refusals, in our words.
    private func refusal(of status: HTTPResponse.Status) -> Refusal {
        switch status.code {
        case 404, 405: .routeUnknown
        case 413: .tooLarge(part: "body")
        case 400..<500: .malformed(part: "request")
        default: .failed
        }
    }
}

/// Writes one line for each request: what was asked for, how it ended, how long it took.
///
/// The template of the route stands in for the path, so that no log holds an id.
struct AccessLogMiddleware: RouterMiddleware {
    typealias Context = ConnectionContext
    let logger: Logger

    func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let taken = (ContinuousClock.now - start) / .milliseconds(1)
        logger.info(
            "request",
            metadata: [
                "method": "\(method(of: request))", "route": "\(context.endpointPath ?? "none")",
                "status": "\(response.status.code)", "milliseconds": "\(Int(taken))",
            ])
        return response
    }

    /// A method is the sender's text; one that nobody knows does not get into a log.
    private func method(of request: Request) -> String {
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .options, .patch]
        return known.contains(request.method) ? request.method.rawValue : "other"
    }
}
