import Kernel
import Language

extension Gazetteer {
    /// The tier of a unit. Districts were abolished with 1 July 2025; provinces and communes of before are former.
    public enum Level: String, Sendable, CaseIterable {
        case province, commune, formerProvince, formerDistrict, formerCommune

        public var isFormer: Bool { self != .province && self != .commune }

        /// The digits of a code of the General Statistics Office.
        var digits: Int {
            switch self {
            case .province, .formerProvince: 2
            case .formerDistrict: 3
            case .commune, .formerCommune: 5
            }
        }
    }

    /// What a unit is called besides its name.
    public enum UnitType: String, Sendable, CaseIterable {
        case municipality = "thanh_pho_tw"
        case province = "tinh"
        case ward = "phuong"
        case commune = "xa"
        case specialZone = "dac_khu"
        case township = "thi_tran"
        case urbanDistrict = "quan"
        case ruralDistrict = "huyen"
        case town = "thi_xa"
        case city = "thanh_pho"

        /// As it stands before the name.
        public var word: String {
            switch self {
            case .municipality, .city: "Thành phố"
            case .province: "Tỉnh"
            case .ward: "Phường"
            case .commune: "Xã"
            case .specialZone: "Đặc khu"
            case .township: "Thị trấn"
            case .urbanDistrict: "Quận"
            case .ruralDistrict: "Huyện"
            case .town: "Thị xã"
            }
        }

        /// As it stands after a name in English.
        var englishWord: String {
            switch self {
            case .municipality, .city: "City"
            case .province: "Province"
            case .ward: "Ward"
            case .commune: "Commune"
            case .specialZone: "Special administrative region"
            case .township: "Township"
            case .urbanDistrict, .ruralDistrict: "District"
            case .town: "Town"
            }
        }

        static func types(of level: Level) -> [UnitType] {
            switch level {
            case .province, .formerProvince: [.municipality, .province]
            case .commune: [.ward, .commune, .specialZone]
            case .formerDistrict: [.urbanDistrict, .ruralDistrict, .town, .city]
            case .formerCommune: [.ward, .commune, .township]
            }
        }
    }

    /// A province, commune, ward or special zone of today, or a unit in force until 30 June 2025.
    public struct Unit: Hashable, Sendable {
        /// Code of the General Statistics Office, leading zeros kept. Unique within a level.
        public let code: String
        public let level: Level
        public let type: UnitType
        /// `Ba Tơ`.
        public let name: String
        /// `Xã Ba Tơ`.
        public let fullName: String
        /// `Ba To Commune`.
        public let fullNameEnglish: String
        /// Code of the unit above it: of a province, or for a former commune of a former district.
        public let parent: String?
        /// Where records of a present province are kept; nil for every other unit.
        public let home: Home?
        let index: Int

        /// The first day in force as a unit of its kind; nil for a former unit, for its first day is not known.
        public var inForceFrom: Day? { level.isFormer ? nil : Gazetteer.reform }

        /// The last day in force; `.never` while it is in force.
        public var inForceUntil: Day { level.isFormer ? Gazetteer.reform.adding(-1) : .never }

        public func fullName(in locale: Locale) -> String {
            switch locale {
            case .vi: fullName
            case .en: fullNameEnglish
            }
        }
    }

    /// How much of a former unit went to a present one.
    public enum Extent: String, Sendable { case full, partial, unknown }

    /// One side of a succession: the unit on the other side, and how much went there.
    public struct Succession: Hashable, Sendable {
        public let unit: Unit
        public let extent: Extent
        /// Whether both sources of the data say so.
        public let isAgreed: Bool
    }

    /// A change of a present unit's name since 1 July 2025.
    public struct Rename: Hashable, Sendable {
        public enum Change: String, Sendable {
            case tonePlacement = "tone_mark_placement"
            case status = "status_change"
            case correction = "spelling_correction"
            case letterCase = "letter_case"
        }

        /// Full names.
        public let old: String
        public let new: String
        public let change: Change
        /// Nil where the spelling changed, which no act did.
        public let effective: Day?
    }

    /// What a search found.
    public struct Match: Hashable, Sendable {
        /// The unit of today.
        public let unit: Unit
        /// The former unit whose name was found, and how much of it went to `unit`; nil if found by a name of its own.
        public let former: Succession?
        /// The name that `unit` itself had before, if that was found.
        public let previousName: String?
    }

    /// A part of what a search found, and how many units it found in all.
    public struct Found: Sendable {
        public let total: Int
        public let matches: [Match]
    }
}
