import CMariaDB

extension Connection {
    static func open(_ address: DatabaseAddress, _ options: DatabaseOptions) throws(MariaDBError)
        -> UnsafeMutablePointer<MYSQL>
    {
        guard let handle = mysql_init(nil) else {
            throw .connectFailed(server: address.server, code: 0, message: "out of memory")
        }
        set(MYSQL_OPT_CONNECT_TIMEOUT, UInt32(options.connectSeconds), on: handle)
        set(MYSQL_OPT_READ_TIMEOUT, UInt32(options.readSeconds), on: handle)
        set(MYSQL_OPT_WRITE_TIMEOUT, UInt32(options.writeSeconds), on: handle)
        set(MYSQL_OPT_LOCAL_INFILE, UInt32(0), on: handle)
        // Or "localhost" would silently mean the default socket.
        let transport = address.socket == nil ? MYSQL_PROTOCOL_TCP : MYSQL_PROTOCOL_SOCKET
        set(MYSQL_OPT_PROTOCOL, transport.rawValue, on: handle)
        mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4")
        if let authority = address.certificateAuthority {
            mysql_options(handle, MYSQL_OPT_SSL_CA, authority)
            // Alone, MYSQL_OPT_SSL_ENFORCE falls back to clear text.
            set(MYSQL_OPT_SSL_ENFORCE, my_bool(1), on: handle)
            set(MYSQL_OPT_SSL_VERIFY_SERVER_CERT, my_bool(1), on: handle)
        }
        let connected = mysql_real_connect(
            handle, address.socket == nil ? address.host : nil, address.user, address.password,
            address.schema.isEmpty ? nil : address.schema, UInt32(address.port), address.socket,
            UInt(CLIENT_FOUND_ROWS))
        guard connected != nil else {
            defer { mysql_close(handle) }
            throw .opening(address, code: mysql_errno(handle), message: String(cString: mysql_error(handle)))
        }
        return handle
    }

    /// What every session must be, whatever the server's configuration says.
    func setUpSession(_ options: DatabaseOptions) throws(MariaDBError) {
        try run(text: "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
        let modes = "STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"
        var settings = """
            SET SESSION time_zone = '+09:00', sql_mode = '\(modes)', innodb_lock_wait_timeout = \(options.lockWaitSeconds)
            """
        // MySQL has no such variable. The server stops a statement before the client stops listening to it.
        if usesArrays { settings += ", max_statement_time = \(options.statementSeconds)" }
        try run(text: settings)
    }

    private static func set<T>(_ option: mysql_option, _ value: T, on handle: UnsafeMutablePointer<MYSQL>) {
        withUnsafeBytes(of: value) { _ = mysql_options(handle, option, $0.baseAddress) }
    }
}
