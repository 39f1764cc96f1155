"""How the server is set: on a Unix socket only, the same for every major from 15 on."""

from spoc.kit.postgres.memory import machine_memory

MEGABYTE = 1_024 * 1_024
# of the memory there is a sixteenth, so that it serves beside all else on a small machine
SHARE, LEAST, MOST = 16, 128, 1_024
SERVER = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "100",
    "logging_collector": "off",
    "jit": "off",
    # to start helpers takes longer than any question of a page may
    "max_parallel_workers_per_gather": "0",
    # a table of a million rows is looked after when some ten thousand changed, not two hundred:
    # what is counted in an index alone, and what is planned, rests on that
    "autovacuum_vacuum_scale_factor": "0.05",
    "autovacuum_vacuum_insert_scale_factor": "0.01",
    "autovacuum_analyze_scale_factor": "0.02",
}

# a database that need not survive the machine: for tests
THROWAWAY = {
    "shared_buffers": f"{LEAST}MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "checkpoint_timeout": "1h",
    "max_wal_size": "2GB",
}


def for_server(socket: str, *, throwaway: bool) -> list[str]:
    """Return the arguments of `postgres` that set it.

    >>> for_server("/run/x", throwaway=False)[-2:]
    ['-c', 'unix_socket_directories=/run/x']
    """
    chosen = {"shared_buffers": shared_buffers(machine_memory()), **SERVER}
    chosen |= {**(THROWAWAY if throwaway else {}), "unix_socket_directories": socket}
    return [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]


def shared_buffers(memory: int) -> str:
    """Return how much the server keeps of its pages, of so many bytes of memory.

    >>> [shared_buffers(gigabytes * 1_024 * MEGABYTE) for gigabytes in (1, 4, 8, 64)]
    ['128MB', '256MB', '512MB', '1024MB']
    """
    return f"{max(LEAST, min(memory // MEGABYTE // SHARE, MOST))}MB"


def for_initdb(major: int, *, throwaway: bool) -> list[str]:
    """Return the arguments of `initdb`: UTF-8 and an order of characters alike everywhere.

    >>> "--locale-provider=builtin" in for_initdb(18, throwaway=False)
    True
    >>> for_initdb(15, throwaway=True)[-1]
    '--no-sync'
    """
    words = ["-U", "postgres", "-E", "UTF8", "--auth-local=trust", "--auth-host=scram-sha-256"]
    words += ["--no-instructions", "--data-checksums", "--locale=C.UTF-8"]
    if major >= 17:
        words += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return words + (["--no-sync"] if throwaway else [])
