import HTTPTypes
import Hummingbird
import NIOCore
import SwiftProtobuf

extension Refusal {
    /// The problem document as it is sent: JSON, whatever form the request had.
    var response: Response {
        // Numbers, text and bytes are all that a problem holds, and JSON takes those.
        let body = (try? problem.jsonUTF8Bytes()) ?? Array("{}".utf8)
        var headers: HTTPFields = [
            .contentType: "application/problem+json", .cacheControl: "no-store",
        ]
        switch kind.status {
        case 401: headers[.wwwAuthenticate] = "Tonus1"
        case 429, 503: headers[.retryAfter] = "5"
        default: break
        }
        return Response(
            status: HTTPResponse.Status(code: kind.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
