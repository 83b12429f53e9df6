import MariaDB
import Support

/// `a, b DESC`: the columns are literals of the area, chosen by a `switch`.
func orderBy<Field>(_ sort: [Ordering<Field>], _ column: (Field) -> SQL) -> SQL {
    sort.map { column($0.field) + ($0.descending ? " DESC" : " ASC") }.joined(separator: ", ")
}
