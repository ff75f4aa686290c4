// swift-tools-version: 6.2
import PackageDescription

// Dependencies point down this list, and the build refuses any other import
// (`--explicit-target-dependency-import-check error`). docs/ARCHITECTURE.md draws the same house.

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "hoidap",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "hoidap", targets: ["App"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Delivery: programs, shells, pages.
        .executableTarget(
            name: "App",
            dependencies: [
                "Acts", "Bench", "Cases", "Import", "Kernel", "Language", "Legislation", "Mail", "Registry", "Server",
                "Sheets", "Storage", "Vault",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        module(
            "Server",
            [
                "Acts", "Cases", "CasesWeb", "Documents", "Files", "Guidance", "Identity", "Import", "Kernel",
                "Language", "Legislation", "Mail", "Notices", "Portal", "Practice", "PublicAPI", "Registry",
                "RegistryWeb", "Sheets", "Storage",
                "StoragePostgreSQL", "StorageSQLite", "Vault", "Web", "Workspace",
                hummingbird, httpTypes, logging, lifecycle, nioCore, nioHTTP,
            ]),
        module(
            "PublicAPI",
            [
                "Acts", "Cases", "CasesWeb", "Identity", "Kernel", "Language", "Registry", "Storage", "Web",
                hummingbird, httpTypes, nioCore,
            ]),
        module(
            "Guidance",
            [
                "CasesWeb", "Kernel", "Language", "Legislation", "Markup", "Registry", "RegistryWeb", "Storage", "Web",
                "Workspace", hummingbird,
            ]),
        module(
            "Practice",
            [
                "Acts", "Cases", "CasesWeb", "Guidance", "Identity", "Kernel", "Language", "Markup", "Registry",
                "RegistryWeb", "Storage", "Vault", "Web", hummingbird,
            ]),
        module("Portal", ["Kernel", "Language", "Markup", "Web", hummingbird, httpTypes]),
        module(
            "Workspace",
            ["Acts", "Kernel", "Language", "Markup", "Registry", "Storage", "Vault", "Web", hummingbird, httpTypes]),
        module(
            "CasesWeb",
            [
                "Acts", "Cases", "Documents", "Files", "Identity", "Import", "Kernel", "Language", "Legislation",
                "Mail", "Markup", "Notices", "Registry", "Sheets", "Spreadsheets", "Storage", "Vault", "Web",
                hummingbird, httpTypes, nioCore,
            ]),
        module(
            "RegistryWeb",
            [
                "Acts", "Kernel", "Language", "Markup", "Registry", "Sheets", "Storage", "Vault", "Web", hummingbird,
                httpTypes, nioCore,
            ]),
        module(
            "Web",
            [
                "Acts", "CZlib", "Files", "Kernel", "Language", "Markup", "Registry", "Spreadsheets", "Storage",
                "Vault", hummingbird, httpTypes, logging, nioCore,
            ]),

        // Domain: what the law speaks of.
        module("Bench", ["Acts", "Cases", "Kernel", "Legislation", "Registry", "Storage", "Vault"]),
        module(
            "Import",
            [
                "Acts", "Cases", "CZlib", "Identity", "Kernel", "Language", "Legislation", "Registry", "Sheets",
                "Storage", "Vault",
            ]),
        module(
            "Cases",
            [
                "Acts", "Documents", "Files", "Identity", "Kernel", "Language", "Legislation", "Notices", "Registry",
                "Storage", "Vault",
            ]),
        module("Documents", ["Acts", "Kernel", "Registry", "Storage"]),
        module("Notices", ["Acts", "Identity", "Kernel", "Language", "Legislation", "Mail", "Storage", "Vault"]),
        module("Identity", ["Acts", "Files", "Kernel", "Language", "Storage", "Vault"]),
        module("Registry", ["Acts", "Kernel", "Language", "Sheets", "Storage", "Vault"]),

        // Mechanism: what the domain stands on.
        module("Acts", ["Kernel", "Language", "Legislation", "Storage", "Vault"]),
        module("Files", ["Kernel", "Language", "Vault"]),
        module("Markup", ["CQRencode", "Kernel", "Language"]),
        .systemLibrary(
            name: "CQRencode", pkgConfig: "libqrencode",
            providers: [.apt(["libqrencode-dev"]), .brew(["qrencode"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
        module("Mail", ["CCurl", "Kernel"]),
        module("Language", ["Kernel"]),
        module("Legislation", ["Kernel"]),
        module("Spreadsheets", ["CXLSXWriter", "Kernel", "Sheets"]),
        .systemLibrary(
            name: "CXLSXWriter", pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
        module("Sheets", ["Kernel"]),
        module(
            "Vault",
            [
                "Kernel", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]),
        module(
            "StorageSQLite",
            [
                "Kernel", "Storage", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        module("StoragePostgreSQL", ["CPostgreSQL", "Storage"]),
        .systemLibrary(
            name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
        module("Storage", ["Kernel"]),
        module("Kernel"),

        // What tests share.
        module(
            "TestKit",
            [
                "Acts", "Cases", "Documents", "Files", "Identity", "Kernel", "Language", "Legislation", "Notices",
                "Registry",
                "Storage", "StoragePostgreSQL", "StorageSQLite", "Vault",
            ]),
        module(
            "TestKitWeb",
            [
                "Acts", "Kernel", "Language", "Registry", "Server", "TestKit", "Vault", "Web", hummingbird, httpTypes,
                logging, nioCore,
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),

        tests(
            "AppTests",
            [
                "Acts", "App", "Bench", "Cases", "Files", "Identity", "Import", "Kernel", "Language", "Legislation",
                "Registry", "Server", "Storage", "TestKit", "Vault",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        tests("KernelTests", ["Kernel", "TestKit"]),
        tests(
            "StorageTests",
            [
                "Acts", "Cases", "Kernel", "Registry", "Storage", "StoragePostgreSQL", "StorageSQLite", "TestKit",
                "Vault",
            ]),
        tests("SheetsTests", ["CZlib", "Kernel", "Sheets", "Spreadsheets", "TestKit"]),
        tests("MailTests", ["Kernel", "Mail"]),
        tests("VaultTests", ["Kernel", "TestKit", "Vault"]),
        tests(
            "FilesTests",
            [
                "Acts", "Files", "Identity", "Kernel", "Language", "Markup", "Server", "Storage", "TestKit",
                "TestKitWeb", "Vault", "Web", hummingbird, httpTypes, logging, nioCore,
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),
        tests("LanguageTests", ["Kernel", "Language", "TestKit"]),
        tests("LegislationTests", ["Kernel", "Legislation"]),
        tests(
            "ImportTests",
            [
                "Acts", "Cases", "CZlib", "Import", "Kernel", "Language", "Registry", "Sheets", "Storage",
                "StorageSQLite", "TestKit", "Vault",
            ]),
        tests("MarkupTests", ["Language", "Markup", "TestKit", "TestKitWeb"]),
        tests("ActsTests", ["Acts", "Cases", "Kernel", "Registry", "Storage", "StorageSQLite", "TestKit", "Vault"]),
        tests(
            "RegistryTests",
            ["Acts", "Cases", "Kernel", "Language", "Registry", "Sheets", "Storage", "TestKit", "Vault"]),
        tests(
            "CasesTests",
            [
                "Acts", "Cases", "Documents", "Files", "Identity", "Kernel", "Language", "Legislation", "Notices",
                "Registry",
                "Storage", "StorageSQLite", "TestKit", "Vault",
            ]),
        tests(
            "SiteTests",
            [
                "Acts", "Cases", "CasesWeb", "Documents", "Files", "Guidance", "Identity", "Kernel", "Language",
                "Legislation", "Mail", "Notices", "Practice", "Registry", "Server", "Storage", "TestKit", "TestKitWeb",
                "Vault", "Web", hummingbird, httpTypes, nioCore, nioHTTP,
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
