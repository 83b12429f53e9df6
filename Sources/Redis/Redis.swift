/// The short name that callers may use.
package typealias Redis = RedisClient
