extension Headers {
  /// Has the content saved under a name and not shown (RFC 6266). A name beyond plain letters and digits is given as
  /// RFC 8187 §3.2 has it.
  public mutating func setAttachment(named name: String) {
    let isPlain = name.utf8.allSatisfy { $0.isTokenByte }
    set(
      "Content-Disposition",
      isPlain
        ? "attachment; filename=\"\(name)\""
        : "attachment; filename*=UTF-8''\(PercentCoding.encode(name))")
  }
}
