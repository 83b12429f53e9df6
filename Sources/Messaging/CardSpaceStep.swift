import Cards
import Foundation
import Jobs
import MariaDB
import Safeguards
import Support

/// Tells the operators when there is no room for cards, until there is again.
package struct CardSpaceStep: WorkStep {
    package let name = "card-space"
    let database: Database
    let files: CardFiles

    package init(database: Database, files: CardFiles) { (self.database, self.files) = (database, files) }

    package func runOnce() async throws -> Int {
        let (free, needed) = (try? await files.freeBytes(), files.minimumFreeBytes)
        try await database.write { db in
            if let free, free >= needed { return try Alert.close(db, .disk) }
            guard try !Alert.isOpen(db, .disk) else { return }
            let why = free.map { "남은 공간이 \(($0 / 1_048_576).grouped)MB뿐입니다." } ?? "폴더를 읽을 수 없습니다."
            try Alert.raise(
                db, .disk, company: nil,
                "쿠폰 카드를 저장할 디스크에 문제가 있어 카드를 만들지 않고 있습니다. \(why) 공간을 비우거나 늘리면 저절로 이어집니다.")
        }
        return 0
    }
}
