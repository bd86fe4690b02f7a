"""What containers save and a platform costs, per year. Every number is an assumption: put in your own."""
RATE = 150            # dollars for an hour of work

HOURS = {             # per year and team: before, after
    "setting machines up": (40, 4),
    "debugging environments": (80, 8),
    "deployments": (200, 30),
    "rollbacks": (20, 2),
}
PLATFORM = {          # dollars a month: low, high
    "registry": (200, 200),
    "development": (500, 500),
    "training": (2000, 2000),
    "serving": (1000, 5000),
}

saved = sum(before - after for before, after in HOURS.values())
low, high = (12 * sum(month[i] for month in PLATFORM.values()) for i in (0, 1))
print(f"saved: {saved} hours, ${saved * RATE:,}")
print(f"platform: ${low:,} to ${high:,}")
