import HTTPTypes
import Hummingbird
import NIOCore
import SwiftProtobuf
import TonusProtocol
import TonusTypes

/// One signed request, its body read, and the form in which it is answered.
struct Exchange: Sendable {
    let request: Request
    let body: [UInt8]
    let sender: UnverifiedSender
    private let format: WireFormat

    /// - Parameter request: with its body collected.
    init(
        _ request: Request, body: [UInt8], _ authorization: RequestAuthorization, server: ServerID
    ) throws(Refusal) {
        self.request = request
        self.body = body
        format = try WireFormat(of: request)
        let path = request.head.path ?? ""
        sender = UnverifiedSender(
            authorization, server: server, method: request.method.rawValue,
            path: String(path.prefix { $0 != "?" }), body: body)
    }

    func message<Message: SwiftProtobuf.Message>() throws(Refusal) -> Message {
        try format.message(body)
    }

    func answer(_ message: some SwiftProtobuf.Message) throws -> Response {
        try WireFormat(answering: request, received: format).response(message, to: request)
    }

    /// Answers a sync. What is long goes out envelope by envelope, as fast as it is taken, and is
    /// counted until it is gone. Source: Protocol/4-http.md, "A long answer".
    func answer(_ answer: WireSyncAnswer, _ budget: BodyBudget) throws -> Response {
        let bytes = answer.envelopes.reduce(0) { $0 + $1.header.count + $1.sealed.count }
        guard bytes > Self.shortAnswer else { return try self.answer(answer) }
        let share = try budget.share(bytes)
        let format = WireFormat(answering: request, received: format)
        let parts = format == .protobuf ? answer.parts : [answer]
        let body = ResponseBody { writer in
            for part in parts {
                try await writer.write(ByteBuffer(bytes: try format.bytes(of: part)))
            }
            try await writer.finish(nil)
            withExtendedLifetime(share) {}
        }
        return Response(status: .ok, headers: format.headers(to: request), body: body)
    }

    private static let shortAnswer = 64 << 10
}

/// The two forms of every message. Source: Protocol/4-http.md, "Bodies".
enum WireFormat: String {
    case protobuf = "application/x-protobuf"
    case json = "application/json"

    /// What the request's body is; protobuf where nothing is said.
    init(of request: Request) throws(Refusal) {
        let named = request.headers[.contentType]?.lowercased() ?? ""
        switch named.prefix(while: { $0 != ";" && $0 != " " }) {
        case "", "application/x-protobuf", "application/protobuf", "application/octet-stream":
            self = .protobuf
        case "application/json": self = .json
        default: throw .typeUnsupported
        }
    }

    /// What the sender asked for, or else what it sent.
    init(answering request: Request, received: WireFormat) {
        let accepted = request.headers[values: .accept].joined(separator: ",").lowercased()
        if accepted.contains(WireFormat.json.rawValue) {
            self = .json
        } else if accepted.contains("protobuf") {
            self = .protobuf
        } else {
            self = received
        }
    }

    func message<Message: SwiftProtobuf.Message>(_ body: [UInt8]) throws(Refusal) -> Message {
        do {
            switch self {
            case .protobuf: return try Message(serializedBytes: body)
            case .json:
                var options = JSONDecodingOptions()
                // A newer client may say more than this server knows of, in either form.
                options.ignoreUnknownFields = true
                return try Message(jsonUTF8Bytes: body, options: options)
            }
        } catch {
            throw .malformed(part: "body")
        }
    }

    /// The type of the answer is named where the request names one: between our own programs, which
    /// say nothing of it, both would be a fifth of what a sync with nothing to do takes.
    func response(
        _ message: some SwiftProtobuf.Message, to request: Request
    ) throws -> Response {
        Response(
            status: .ok, headers: headers(to: request),
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try bytes(of: message))))
    }

    func bytes(of message: some SwiftProtobuf.Message) throws -> [UInt8] {
        switch self {
        case .protobuf: try message.serializedBytes()
        case .json: try message.jsonUTF8Bytes()
        }
    }

    func headers(to request: Request) -> HTTPFields {
        var headers = HTTPFields()
        if request.headers[.contentType] != nil || request.headers[.accept] != nil {
            headers[.contentType] = rawValue
        }
        // No cache keeps the answer to a POST.
        if request.method == .get { headers[.cacheControl] = "no-store" }
        return headers
    }
}

extension WireSyncAnswer {
    /// Messages that are this one when read one after the other, as protobuf joins lists: first
    /// everything else, then each envelope.
    fileprivate var parts: [WireSyncAnswer] {
        var rest = self
        rest.envelopes = []
        return [rest]
            + envelopes.map { envelope in
                var part = WireSyncAnswer()
                part.envelopes = [envelope]
                return part
            }
    }
}
