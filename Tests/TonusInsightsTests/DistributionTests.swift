import Foundation
import Testing

@testable import TonusInsights

/// The numeric functions against scipy, row by row.
struct DistributionTests {
    private struct Row {
        let function: String
        let numbers: [Double]
    }

    private static func rows() throws -> [Row] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let file = folder.appendingPathComponent("Fixtures/distributions.json")
        let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        let table = object as? [String: Any]
        let rows = try #require(table?["rows"] as? [[Any]])
        return rows.map { row in
            Row(
                function: row.first as? String ?? "",
                numbers: row.dropFirst().compactMap { ($0 as? NSNumber)?.doubleValue })
        }
    }

    private static let functions: [String: @Sendable ([Double]) -> Double] = [
        "logGamma": { Gamma.logarithm($0[0]) },
        "gammaLower": { Gamma.regularized($0[0], $0[1]).lower },
        "gammaUpper": { Gamma.regularized($0[0], $0[1]).upper },
        "gammaBelow": { Gamma.quantile($0[0], below: $0[1]) },
        "gammaAbove": { Gamma.quantile($0[0], above: $0[1]) },
        "betaLower": { Beta.regularized($0[0], $0[1], $0[2]).lower },
        "betaUpper": { Beta.regularized($0[0], $0[1], $0[2]).upper },
        "betaBelow": { Beta.quantile($0[0], $0[1], below: $0[2]) },
        "normalBelow": { Normal.below($0[0]) },
        "normalQuantile": { Normal.quantile(below: $0[0]) },
        "poissonAtMost": { Poisson.atMost(Int($0[0]), mean: $0[1]) },
        "poissonAtLeast": { Poisson.atLeast(Int($0[0]), mean: $0[1]) },
        "binomialAtMost": { Binomial.atMost(Int($0[0]), of: Int($0[1]), chance: $0[2]) },
        "binomialAtLeast": { Binomial.atLeast(Int($0[0]), of: Int($0[1]), chance: $0[2]) },
        "chiSquareAbove": { ChiSquare.above($0[1], degrees: $0[0]) },
    ]

    @Test func `every function agrees with scipy to ten digits, far into the tails`() throws {
        let rows = try Self.rows()
        #expect(Set(rows.map(\.function)) == Set(Self.functions.keys))
        for row in rows {
            let function = try #require(Self.functions[row.function])
            let arguments = Array(row.numbers.dropLast())
            let (found, expected) = (function(arguments), row.numbers.last ?? 0)
            let error = expected == 0 ? abs(found) : abs(found - expected) / abs(expected)
            #expect(error < 1e-10, "\(row.function)\(arguments): \(found), not \(expected)")
        }
    }

    @Test func `the two sides of a distribution add up to 1`() {
        for a in [0.3, 1, 7, 400] {
            for x in stride(from: 0.0, through: 900, by: 37.5) {
                let gamma = Gamma.regularized(a, x)
                #expect(abs(gamma.lower + gamma.upper - 1) < 1e-14)
                let beta = Beta.regularized(a, 3, x / 900)
                #expect(abs(beta.lower + beta.upper - 1) < 1e-14)
            }
        }
    }

    @Test func `a quantile at an end of the distribution is the end of its range`() {
        #expect(Gamma.quantile(2, below: 0) == 0)
        #expect(Gamma.quantile(2, below: 1) == .infinity)
        #expect(Gamma.quantile(2, above: 0) == .infinity)
        #expect(Beta.quantile(2, 3, below: 0) == 0)
        #expect(Beta.quantile(2, 3, below: 1) == 1)
        #expect(Beta.oddsQuantile(2, 3, above: 0) == .infinity)
    }

    @Test func `the chance of a count is the difference of two tails`() {
        for count in 0...12 {
            let binomial =
                Binomial.atMost(count, of: 12, chance: 0.3)
                - Binomial.atMost(count - 1, of: 12, chance: 0.3)
            #expect(
                abs(Binomial.probability(count, of: 12, chance: 0.3) - binomial) < 1e-14)
            let poisson =
                Poisson.atLeast(count, mean: 4) - Poisson.atLeast(count + 1, mean: 4)
            #expect(abs(Poisson.probability(count, mean: 4) - poisson) < 1e-14)
        }
        #expect(Binomial.probability(13, of: 12, chance: 0.3) == 0)
        #expect(Poisson.probability(-1, mean: 4) == 0)
    }
}
