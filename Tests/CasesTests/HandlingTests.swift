import Kernel
import Registry
import TestKit
import Testing

@testable import Cases

/// Every state × every step of the procedure that petitions and feedback share, and of the kinds only taken in so far.
@Suite struct HandlingTests {
    static let first = Day("2026-11-20")!
    static let later = Day("2026-11-24")!
    static let handler = Handler(post: ID(1), official: ID(2))
    static let other = Handler(post: ID(3), official: ID(4))
    static let body: OrganizationID = ID(9)

    static let states: [(String, Handling.State)] = [
        ("received", .received(on: first)),
        ("offered", .offered(on: first, to: body, from: nil)),
        ("offered from hand", .offered(on: first, to: body, from: handler)),
        ("taken", .taken(on: first, by: handler)),
        ("asked", .asked(on: first, by: handler)),
        ("drafted answer", .drafted(on: first, by: handler, .answer)),
        ("drafted uphold", .drafted(on: first, by: handler, .uphold)),
        ("drafted set aside", .drafted(on: first, by: handler, .setAside)),
        ("approved answer", .approved(on: first, by: handler, .answer)),
        ("approved uphold", .approved(on: first, by: handler, .uphold)),
        ("approved set aside", .approved(on: first, by: handler, .setAside)),
        ("answered", .answered(on: first, by: handler)),
        ("contested", .contested(on: first, by: handler)),
        ("guided", .closed(on: first, .guided, by: handler)),
        ("withdrawn", .closed(on: first, .withdrawn, by: nil)),
        ("entered by mistake", .closed(on: first, .mistaken, by: handler)),
    ]

    static let steps: [(String, Step)] = [
        ("take", .take(other)), ("assign", .assign(other)), ("offer", .offer(to: body)), ("accept", .accept(other)),
        ("decline", .decline), ("recall", .recallOffer), ("ask", .ask), ("resume", .resume),
        ("submit answer", .submit(.answer)), ("submit uphold", .submit(.uphold)),
        ("submit set aside", .submit(.setAside)), ("return", .returnDraft), ("sign", .sign), ("issue", .issue),
        ("contest", .contest),
        ("reopen", .reopen(other)), ("guide", .close(.guided, other)), ("withdraw", .close(.withdrawn, nil)),
        ("restore", .restore), ("release", .release), ("void", .close(.mistaken, other)),
    ]

    /// What is allowed; every pair not named here is refused and changes nothing.
    static let allowed: [String: [String: Handling.State]] = [
        "received": [
            "take": .taken(on: later, by: other), "assign": .taken(on: later, by: other),
            "offer": .offered(on: later, to: body, from: nil), "guide": .closed(on: later, .guided, by: other),
            "void": .closed(on: later, .mistaken, by: other),
            "withdraw": .closed(on: later, .withdrawn, by: nil),
        ],
        "offered": [
            "accept": .taken(on: later, by: other), "decline": .received(on: later), "recall": .received(on: later),
            "withdraw": .closed(on: later, .withdrawn, by: nil),
        ],
        "offered from hand": [
            "accept": .taken(on: later, by: other), "decline": .taken(on: later, by: handler),
            "recall": .taken(on: later, by: handler), "withdraw": .closed(on: later, .withdrawn, by: nil),
        ],
        "taken": [
            "release": .received(on: later),
            "assign": .taken(on: first, by: other), "offer": .offered(on: later, to: body, from: handler),
            "ask": .asked(on: later, by: handler), "submit answer": .drafted(on: later, by: handler, .answer),
            "submit set aside": .drafted(on: later, by: handler, .setAside),
            "guide": .closed(on: later, .guided, by: other),
            "void": .closed(on: later, .mistaken, by: other), "withdraw": .closed(on: later, .withdrawn, by: nil),
        ],
        "asked": [
            "assign": .asked(on: first, by: other), "resume": .taken(on: later, by: handler),
            "submit answer": .drafted(on: later, by: handler, .answer),
            "submit set aside": .drafted(on: later, by: handler, .setAside),
            "guide": .closed(on: later, .guided, by: other),
            "void": .closed(on: later, .mistaken, by: other), "withdraw": .closed(on: later, .withdrawn, by: nil),
        ],
        "drafted answer": [
            "assign": .drafted(on: first, by: other, .answer), "return": .taken(on: later, by: handler),
            "sign": .approved(on: later, by: handler, .answer), "withdraw": .closed(on: later, .withdrawn, by: nil),
        ],
        "drafted uphold": [
            "assign": .drafted(on: first, by: other, .uphold), "return": .contested(on: later, by: handler),
            "sign": .approved(on: later, by: handler, .uphold), "withdraw": .closed(on: later, .withdrawn, by: nil),
        ],
        "drafted set aside": [
            "assign": .drafted(on: first, by: other, .setAside), "return": .taken(on: later, by: handler),
            "sign": .approved(on: later, by: handler, .setAside), "withdraw": .closed(on: later, .withdrawn, by: nil),
        ],
        "approved answer": [
            "assign": .approved(on: first, by: other, .answer), "return": .taken(on: later, by: handler),
            "issue": .answered(on: later, by: handler), "withdraw": .closed(on: later, .withdrawn, by: nil),
        ],
        "approved uphold": [
            "assign": .approved(on: first, by: other, .uphold), "return": .contested(on: later, by: handler),
            "issue": .answered(on: later, by: handler), "withdraw": .closed(on: later, .withdrawn, by: nil),
        ],
        "approved set aside": [
            "assign": .approved(on: first, by: other, .setAside), "return": .taken(on: later, by: handler),
            "issue": .closed(on: later, .setAside, by: handler), "withdraw": .closed(on: later, .withdrawn, by: nil),
        ],
        "answered": ["contest": .contested(on: later, by: handler)],
        "contested": [
            "assign": .contested(on: first, by: other), "reopen": .taken(on: later, by: other),
            "submit uphold": .drafted(on: later, by: handler, .uphold),
            "withdraw": .closed(on: later, .withdrawn, by: nil),
        ],
        "guided": ["restore": .received(on: later)],
        "withdrawn": [:],
        "entered by mistake": [:],
    ]

    @Test("every state and every step: what is not allowed is refused and changes nothing")
    func table() {
        #expect(Set(Self.allowed.keys) == Set(Self.states.map(\.0)))
        for (name, state) in Self.states {
            for (verb, step) in Self.steps {
                var handling = Handling(state: state)
                let expected = Self.allowed[name]?[verb]
                do {
                    try handling.apply(step, on: Self.later)
                    #expect(handling.state == expected, "\(name), \(verb)")
                } catch {
                    #expect(expected == nil && handling.state == state, "\(name), \(verb): \(error)")
                }
            }
        }
    }

    @Test("kinds without a procedure of their own yet are taken in, passed on, guided and no more")
    func intake() {
        let refused = [
            "ask", "resume", "submit answer", "submit uphold", "submit set aside", "return", "sign", "issue",
            "contest", "reopen",
        ]
        for kind in [Kind.complaint, .denunciation, .information] {
            for (name, state) in Self.states.prefix(4) {
                for (verb, step) in Self.steps {
                    var procedure = Procedure(kind, state)
                    let isAllowed: Bool
                    do {
                        try procedure.apply(step, on: Self.later)
                        isAllowed = true
                    } catch {
                        isAllowed = false
                    }
                    let isGuided = kind == .complaint && verb == "offer"
                    let expected = Self.allowed[name]?[verb] != nil && !refused.contains(verb) && !isGuided
                    #expect(isAllowed == expected, "\(kind), \(name), \(verb)")
                }
            }
        }
    }

    @Test("columns read back what was written, for every state, and nothing else")
    func columns() throws {
        for kind in Kind.allCases {
            for (_, state) in Self.states {
                let procedure = Procedure(kind, state)
                #expect(try Procedure(procedure.columns) == procedure)
            }
        }
        let written = Procedure(.petition, .taken(on: Self.first, by: Self.handler)).columns
        for (stage, detail) in [
            ("drafted", "poem"), ("closed", ""), ("offered", ""), ("unheard", ""), ("received", ""),
        ] {
            let columns = ProcedureColumns(
                kind: written.kind, stage: stage, since: written.since, post: written.post,
                official: written.official, offeredTo: nil, detail: detail)
            #expect(throws: ProcedureError.unreadable) { try Procedure(columns) }
        }
    }
}
