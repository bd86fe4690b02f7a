import joblib
from sklearn.linear_model import LinearRegression

km = [[1], [2], [3], [4], [5]]
minutes = [2, 4, 6, 8, 10]

model = LinearRegression().fit(km, minutes)
print(f"coefficient {model.coef_[0]:.1f}, f(6) = {model.predict([[6]])[0]:.1f}")
joblib.dump(model, "model.joblib")
