#!/usr/bin/python3
"""Writes an installed YAMNet as ONNX, for the comparison with ONNX Runtime. Needs python3-onnx.
usage: export_onnx.py weights/yamnet-lite.safetensors OUT.onnx"""
import json
import struct
import sys

import numpy
from onnx import TensorProto, checker, helper, numpy_helper, save

with open(sys.argv[1], 'rb') as file:
    header = json.loads(file.read(struct.unpack('<Q', file.read(8))[0]))
    data = file.read()
metadata = header.pop('__metadata__')
tensors = {name: numpy.frombuffer(data[entry['data_offsets'][0]:entry['data_offsets'][1]], '<f4').reshape(entry['shape'])
           for name, entry in header.items()}
DOWNSAMPLING = {'layer3', 'layer5', 'layer7', 'layer13'}
nodes, constants = [], [numpy_helper.from_array(value, name) for name, value in tensors.items()]


def add(operator, inputs, output, **attributes):
    nodes.append(helper.make_node(operator, inputs, [output], **attributes))
    return output


def convolution(x, name):
    kernel = tensors[name + '.weight']
    size = kernel.shape[-1]
    strided = size == 3 and (name == 'layer1.conv' or name.split('.')[0] in DOWNSAMPLING)
    # TF's SAME: every strided input is even, so it pads after and not before.
    pads = [0] * 4 if size == 1 else [0, 0, 1, 1] if strided else [1] * 4
    y = add('Conv', [x, name + '.weight', name + '.bias'], name, kernel_shape=[size, size], pads=pads,
            strides=[2, 2] if strided else [1, 1], group=kernel.shape[0] if 'depthwise' in name else 1)
    if metadata['activation'] == 'relu6':
        return add('Clip', [y, 'zero', 'six'], name + '.activation')
    return add('Relu', [y], name + '.activation')


constants += [numpy_helper.from_array(numpy.float32(value), name) for name, value in (('zero', 0), ('six', 6))]
x = convolution('patches', 'layer1.conv')
for layer in range(2, 15):
    x = convolution(x, f'layer{layer}.depthwise_conv')
    x = convolution(x, f'layer{layer}.pointwise_conv')
x = add('Flatten', [add('GlobalAveragePool', [x], 'pool')], 'embeddings', axis=1)
x = add('Gemm', [x, 'logits.weight', 'logits.bias'], 'values', transB=1)
add('Sigmoid', [x], 'scores')
graph = helper.make_graph(nodes, 'yamnet', [helper.make_tensor_value_info('patches', TensorProto.FLOAT, ['N', 1, 96, 64])],
                          [helper.make_tensor_value_info('scores', TensorProto.FLOAT, ['N', 521])], constants)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 13)])
model.ir_version = 7
checker.check_model(model)
save(model, sys.argv[2])
