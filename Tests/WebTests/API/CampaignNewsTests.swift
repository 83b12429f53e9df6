import Accounts
import Campaigns
import Coupons
import Foundation
import MariaDB
import NIOCore
import Support
import TestKit
import Testing

@testable import Web

@Suite("Following a campaign", .database)
struct CampaignNewsTests {
    private func session(of loginID: String, in front: Storefront) async throws -> Session {
        let token = try await front.test { try await $0.token(loginID) }
        return try #require(try await front.house.desk.sessions.session(for: token, address: "127.0.0.1"))
    }

    /// The next lines until the stream ends or `count` have come.
    private static func read(_ lines: AsyncStream<ByteBuffer>, _ count: Int = .max) async -> [String] {
        var read: [String] = []
        for await line in lines {
            read.append(String(buffer: line))
            if read.count == count { break }
        }
        return read
    }

    @Test("twenty pages on one campaign cost one look a tick, and all of them hear")
    func oneLook() async throws {
        let front = try await Storefront()
        let (overview, sessions) = (front.parts.campaigns.overview, front.house.desk.sessions)
        let (looks, checks) = (Tally(), Tally())
        let news = CampaignNews(
            progress: { ids in
                for _ in ids { looks.add() }
                return try await overview.progress(of: ids, in: .all)
            },
            unchanged: { all in
                checks.add()
                return try await sessions.unchanged(all)
            })
        let session = try await session(of: "haneul.kim", in: front)
        var pages: [AsyncStream<ByteBuffer>] = []
        for _ in 0..<20 { pages.append(await news.follow(front.campaign.id, session)) }

        await news.look()

        #expect((looks.count, checks.count) == (1, 1))
        for page in pages { #expect(await Self.read(page, 1).allSatisfy { $0.hasPrefix("event: progress\n") }) }
    }

    @Test("whoever is switched off hears nothing more two ticks later, and the others go on")
    func switchedOff() async throws {
        let front = try await Storefront()
        let (news, desk) = (front.parts.news, front.house.desk)
        let boss = try await session(of: "boss", in: front)
        let member = try await session(of: "haneul.kim", in: front)
        let (off, on) = (await news.follow(front.campaign.id, member), await news.follow(front.campaign.id, boss))
        await news.look()

        _ = try await desk.users.change(
            member.principal.userID, try UserChange(state: "deactivated"), by: boss.principal)
        await news.look()
        await news.look()

        #expect(await Self.read(off).count <= 1)
        #expect(await news.followerCount == 1)
        #expect(await Self.read(on, 1).count == 1)
    }

    @Test("a signed-out session hears nothing more")
    func signedOut() async throws {
        let front = try await Storefront()
        let news = front.parts.news
        let member = try await session(of: "haneul.kim", in: front)
        let lines = await news.follow(front.campaign.id, member)

        try await front.house.desk.sessions.end(member)
        await news.look()

        #expect(await Self.read(lines).isEmpty)
    }

    @Test("without a look at who follows nobody hears anything")
    func notChecked() async throws {
        let front = try await Storefront()
        let member = try await session(of: "haneul.kim", in: front)
        let looks = Tally()
        let news = CampaignNews(
            progress: { _ in
                looks.add()
                return [:]
            }, unchanged: { _ in throw MariaDBError.shutDown })
        let lines = await news.follow(front.campaign.id, member)

        await news.look()

        #expect(looks.count == 0)
        #expect(await news.followerCount == 1)
        withExtendedLifetime(lines) {}
    }

    @Test("a page that reads slowly gets the newest line only")
    func slowReader() async throws {
        let front = try await Storefront()
        let (news, database, campaign) = (front.parts.news, front.house.database, front.campaign.id)
        let lines = await news.follow(campaign, try await session(of: "boss", in: front))
        await news.look()
        try await database.write { db in
            try db.execute("UPDATE coupon SET issue_state = 'failed' WHERE campaign_id = \(campaign)")
        }
        await news.look()

        let read = await Self.read(lines, 1)

        #expect(read.first?.contains("\"failed\":2") == true)
    }

    @Test("a page that is gone is forgotten")
    func gone() async throws {
        let front = try await Storefront()
        let session = try await session(of: "boss", in: front)
        let news = front.parts.news
        do {
            let lines = await news.follow(front.campaign.id, session)
            #expect(await news.followerCount == 1)
            _ = lines
        }
        while await news.followerCount > 0 { await Task.yield() }
    }
}
