extension Headers {
  /// What a browser is to be told of any response: load nothing from elsewhere, run no inline
  /// script, guess no type, let nobody frame it, and use none of the machine's devices.
  ///
  /// (Content Security Policy Level 3, Fetch §3.6, Referrer Policy, Permissions Policy, HTML §7.1.)
  public static var security: Headers {
    Headers([
      "Content-Security-Policy":
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'",
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "same-origin",
      "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
      "Cross-Origin-Opener-Policy": "same-origin",
    ])
  }
}
