/// Is shown every statement that asks for rows, and how many came back: tests let the server tell how many rows it had to
/// read for them.
package typealias StatementWitness = @Sendable (_ statement: SQL, _ rows: Int) -> Void
