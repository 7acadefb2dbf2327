/// The call that makes a value of an extension type, for where values stand as calls only.
indirect enum ExtensionCall {
  case constructor(ExtensionFunction, String)
  case method(ExtensionFunction, of: ExtensionCall, ExtensionCall)
}

extension Value.Decimal {
  var call: ExtensionCall { .constructor(.decimal, description) }
}

extension Value.IPAddress {
  var call: ExtensionCall { .constructor(.ip, description) }
}

extension Value.Duration {
  var call: ExtensionCall { .constructor(.duration, description) }
}

extension Value.Datetime {
  /// Counted from 1970, as no textual form covers the whole range.
  var call: ExtensionCall {
    let sinceEpoch = Value.Duration(milliseconds: milliseconds)
    return .method(.offset, of: .constructor(.datetime, "1970-01-01"), sinceEpoch.call)
  }
}
