"""Scores one card payment: how likely is it a fraud?"""
import os
import sys
import time

import numpy as np
from scipy.special import expit

WEIGHTS = np.array([0.004, 1.8, -3.0])  # amount, paid at night, constant

if "--where" in sys.argv:
    release = dict(line.strip().split("=", 1) for line in open("/etc/os-release") if "=" in line)
    print("Python ", sys.version.split()[0], "  NumPy", np.__version__)
    print("libc   ", os.confstr("CS_GNU_LIBC_VERSION"))
    print("system ", release["PRETTY_NAME"].strip('"'))
    print("kernel ", os.uname().release.split("-")[0], os.uname().machine)
else:
    paid = time.localtime(1_700_000_000)  # the payment's time, in seconds since 1970
    night = 1 if paid.tm_hour < 6 else 0
    risk = expit(np.array([300, night, 1]) @ WEIGHTS)
    print(f"hour {paid.tm_hour}, night {night}, fraud {risk:.2f}")
