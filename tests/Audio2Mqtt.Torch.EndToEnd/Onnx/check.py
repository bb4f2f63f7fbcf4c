"""Checks an ONNX model with onnx's own checker and prints what it says of itself as JSON. usage: check.py MODEL.onnx"""
import json
import sys

import onnx

model = onnx.load(sys.argv[1])
onnx.checker.check_model(model)
onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True)


def shape(value):
    return [dim.dim_param or dim.dim_value for dim in value.type.tensor_type.shape.dim]


print(json.dumps({
    'opset': model.opset_import[0].version,
    'inputs': {value.name: shape(value) for value in model.graph.input},
    'outputs': {value.name: shape(value) for value in model.graph.output},
    'metadata': {entry.key: entry.value for entry in model.metadata_props},
}))
