/* The part of the service that has to be fast: the dot product of two sequences of numbers. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#ifdef _OPENMP
#include <omp.h>
#endif

static PyObject *dot(PyObject *self, PyObject *args) {
    PyObject *left, *right;
    if (!PyArg_ParseTuple(args, "O!O!", &PyList_Type, &left, &PyList_Type, &right)) return NULL;
    Py_ssize_t n = PyList_GET_SIZE(left);
    if (PyList_GET_SIZE(right) != n) {
        PyErr_SetString(PyExc_ValueError, "the lists differ in length");
        return NULL;
    }
    double *x = PyMem_Malloc((n + 1) * sizeof(double)), *y = PyMem_Malloc((n + 1) * sizeof(double)), sum = 0;
    if (x == NULL || y == NULL) { PyMem_Free(x); PyMem_Free(y); return PyErr_NoMemory(); }
    for (Py_ssize_t i = 0; i < n; i++) {
        x[i] = PyFloat_AsDouble(PyList_GET_ITEM(left, i));
        y[i] = PyFloat_AsDouble(PyList_GET_ITEM(right, i));
    }
#ifdef _OPENMP
#pragma omp parallel for reduction(+ : sum)
#endif
    for (Py_ssize_t i = 0; i < n; i++) sum += x[i] * y[i];
    PyMem_Free(x);
    PyMem_Free(y);
    return PyErr_Occurred() ? NULL : PyFloat_FromDouble(sum);
}

static PyMethodDef methods[] = {{"dot", dot, METH_VARARGS, "Dot product of two lists of numbers."}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "fastscore", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_fastscore(void) { return PyModule_Create(&module); }
