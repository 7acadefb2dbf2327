extension Sheet {
  /// What contradicts itself on the sheet; it is not saved as long as there is any.
  public func contradictions() -> [Complaint] {
    var complaints: [Complaint] = []
    if title.isEmpty {
      complaints.append(
        SheetField.title.complaint("un nom est nécessaire.", "a name is necessary."))
    }
    let (start, end) = (text(.startMonth), text(.endMonth))
    if !start.isEmpty, !end.isEmpty, end < start {
      complaints.append(
        SheetField.endMonth.complaint(
          "la fin (\(end)) précède le démarrage (\(start)).",
          "the end (\(end)) comes before the start (\(start))."))
    }
    let duties = choices(.transparencyDuties)
    if duties.contains("none"), duties.count > 1 {
      complaints.append(
        SheetField.transparencyDuties.complaint(
          "« aucune de ces situations » exclut les autres.",
          "“none of these situations” excludes the others."))
    }
    return complaints
  }

  /// The sheet itself. Throws `invalid` with every contradiction.
  func consistent() throws(PortalError) -> Sheet {
    let complaints = contradictions()
    guard complaints.isEmpty else { throw .invalid(complaints) }
    return self
  }

  /// Everything that is missing before the sheet can go to review, at once.
  public func gaps() -> [Complaint] {
    SheetField.allCases.compactMap { field in
      guard demands(field), self[field] == nil else { return nil }
      switch field.requirement {
      case .never: return nil
      case .always:
        return field.complaint(
          "à remplir avant la relecture.", "to be filled before review.")
      case .when(let circumstance):
        return field.complaint(
          "à remplir avant la relecture \(circumstance.label.french).",
          "to be filled before review \(circumstance.label.english).")
      }
    }
  }

  private func demands(_ field: SheetField) -> Bool {
    switch field.requirement {
    case .never: false
    case .always: true
    case .when(let circumstance): holds(circumstance)
    }
  }

  /// Whether the sheet says so.
  public func holds(_ circumstance: SheetField.Circumstance) -> Bool {
    let maturity = choice(.maturity)
    let isHighRisk = riskClass == .eleve
    let isIndividual = flag(.individualDecision) == true
    return switch circumstance {
    case .algorithmic: choice(.subject) == "system"
    case .started: ["pilot", "deployed", "finished", "abandoned"].contains(maturity)
    case .abandoned: maturity == "abandoned"
    case .personalData: flag(.personalData) == true
    case .individualDecision: isIndividual
    case .highRisk: isHighRisk
    case .highRiskInUse: isHighRisk && maturity == "deployed"
    case .individualOrHighRisk: isIndividual || isHighRisk
    case .environmentalFigure: self[.energyPerYear] != nil || self[.carbonPerYear] != nil
    }
  }
}
