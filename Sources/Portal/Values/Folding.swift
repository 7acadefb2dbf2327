import Foundation

extension String {
  /// The text for comparing names: without case, accents and ligatures, any run of other characters as one space.
  var folded: String {
    folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
      .replacing("œ", with: "oe").replacing("æ", with: "ae")
      .split { !$0.isLetter && !$0.isNumber }
      .joined(separator: " ")
  }
}
