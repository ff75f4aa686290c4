import Kernel

extension TestBrowser {
    /// Answers every question page and sends the letter; returns the answer to the last button.
    public func handIn(
        title: String, body: String = "Nước tràn ra đường từ hôm qua.", wish: String = "feedback", area: String = "010",
        sender: [(String, String)] = [("who", "anonymous")]
    ) async throws -> Reply {
        try await answerQuestions(title: title, body: body, wish: wish, area: area, sender: sender)
        return try await post("/letters", [])
    }

    /// The same, up to the last page, on which everything is checked.
    public func answerQuestions(
        title: String, body: String = "Nước tràn ra đường từ hôm qua.", wish: String = "feedback", area: String = "010",
        sender: [(String, String)] = [("who", "anonymous")]
    ) async throws {
        _ = try await post("/letters/new/wish", [("wish", wish)])
        _ = try await post("/letters/new/what", [("title", title), ("body", body)])
        _ = try await post("/letters/new/where", [("area", area)])
        _ = try await post("/letters/new/who", sender)
        _ = try await post("/letters/new/files", [])
    }

    /// Opens a letter by what its receipt says.
    public func follow(code: String, pin: String) async throws -> Reply {
        try await follow(try await post("/follow", [("code", code), ("pin", pin)]))
    }
}
