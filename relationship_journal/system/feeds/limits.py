"""Bounds the reader's process sets itself before it looks at a stranger's document."""

import contextlib
import sys
from collections.abc import Iterator

MEMORY = 1024 * 1024 * 1024


def hold_memory() -> None:
    """Refuse this process more than a gibibyte of memory from now on."""
    if sys.platform == "win32":
        _hold_in_job()
    else:
        import resource  # noqa: PLC0415  there is none on Windows

        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        # macOS does not know the limit and says so
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))


@contextlib.contextmanager
def alarm(seconds: int) -> Iterator[None]:
    """End this process when the work inside takes longer, should nobody be left to kill it."""
    if sys.platform == "win32":
        yield
        return
    import signal  # noqa: PLC0415  start-up time

    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


if sys.platform == "win32":

    def _hold_in_job() -> None:
        """Put this process into a job object that bounds its memory and dies with it."""
        import ctypes  # noqa: PLC0415  only here
        from ctypes import wintypes  # noqa: PLC0415  start-up time

        class Basic(ctypes.Structure):
            _fields_ = (
                ("PerProcessUserTimeLimit", ctypes.c_int64),
                ("PerJobUserTimeLimit", ctypes.c_int64),
                ("LimitFlags", wintypes.DWORD),
                ("MinimumWorkingSetSize", ctypes.c_size_t),
                ("MaximumWorkingSetSize", ctypes.c_size_t),
                ("ActiveProcessLimit", wintypes.DWORD),
                ("Affinity", ctypes.c_size_t),
                ("PriorityClass", wintypes.DWORD),
                ("SchedulingClass", wintypes.DWORD),
            )

        class Extended(ctypes.Structure):
            _fields_ = (
                ("Basic", Basic),
                ("IoInfo", ctypes.c_uint64 * 6),
                ("ProcessMemoryLimit", ctypes.c_size_t),
                ("JobMemoryLimit", ctypes.c_size_t),
                ("PeakProcessMemoryUsed", ctypes.c_size_t),
                ("PeakJobMemoryUsed", ctypes.c_size_t),
            )

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        limits = Extended()
        limits.Basic.LimitFlags = 0x100 | 0x2000  # PROCESS_MEMORY, KILL_ON_JOB_CLOSE
        limits.ProcessMemoryLimit = MEMORY
        kernel.SetInformationJobObject(job, 9, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess()))
