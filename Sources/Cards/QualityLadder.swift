/// JPEG qualities from the best down; below the last one letters grow a halo that the eye sees.
enum QualityLadder {
    static let all = [92, 88, 84, 78, 70, 60, 50, 40]

    static func steps(from quality: Int) -> [Int] { all.filter { $0 <= quality } }
}
