"""Fits a line to five points and says what it expects for a sixth."""
from sklearn.linear_model import LinearRegression

model = LinearRegression().fit([[1], [2], [3], [4], [5]], [2, 4, 6, 8, 10])

if __name__ == "__main__":
    print(f"f(6) = {model.predict([[6]])[0]:.1f}")
