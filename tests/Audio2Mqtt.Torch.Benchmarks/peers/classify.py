#!/usr/bin/python3
"""Classifies one file with an installed YAMNet in python3-torch: what a careful script does, to compare a cold start with.
usage: classify.py weights/yamnet-lite.safetensors FILE     Prints the five top classes: index, name, score."""
import json
import struct
import subprocess
import sys
import wave

import torch
import torch.nn.functional as F

RATE, PATCH, HOP = 16000, 15600, 7680
STRIDED = {'layer1', 'layer3', 'layer5', 'layer7', 'layer13'}


def load_weights(path):
    with open(path, 'rb') as file:
        header = json.loads(file.read(struct.unpack('<Q', file.read(8))[0]))
        data = bytearray(file.read())
    metadata = header.pop('__metadata__')
    return metadata, {name: torch.frombuffer(data, dtype=torch.float32, offset=entry['data_offsets'][0],
                                             count=(entry['data_offsets'][1] - entry['data_offsets'][0]) // 4).view(entry['shape'])
                      for name, entry in header.items()}


def load_audio(path):
    if path.endswith('.wav'):
        with wave.open(path) as file:
            if (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2):
                samples = torch.frombuffer(bytearray(file.readframes(file.getnframes())), dtype=torch.int16)
                return samples.to(torch.float32) / 32768
    decoded = subprocess.run(['ffmpeg', '-nostdin', '-v', 'error', '-i', path, '-ac', '1', '-af', f'aresample={RATE}:resampler=soxr',
                              '-f', 'f32le', '-'], stdout=subprocess.PIPE, check=True).stdout
    return torch.frombuffer(bytearray(decoded), dtype=torch.float32)


def mel_matrix():
    def mel(hertz):
        return 1127 * torch.log(1 + hertz / 700)
    bins = mel(torch.linspace(0, RATE / 2, 257, dtype=torch.float64))[1:, None]
    edges = torch.linspace(*(mel(torch.tensor(hertz, dtype=torch.float64)).item() for hertz in (125, 7500)), 66, dtype=torch.float64)
    lower, centre, upper = edges[:-2], edges[1:-1], edges[2:]
    weights = torch.minimum((bins - lower) / (centre - lower), (upper - bins) / (upper - centre)).clamp(min=0)
    return F.pad(weights, (0, 0, 1, 0)).to(torch.float32)  # the band at 0 Hz counts for nothing


def log_mel_patches(samples):
    hops = max(0, -(-(len(samples) - PATCH) // HOP))
    samples = F.pad(samples, (0, PATCH + hops * HOP - len(samples)))
    windows = samples.unfold(0, 400, 160) * torch.hann_window(400)
    magnitude = torch.fft.rfft(windows, 512).abs()
    return torch.log(magnitude @ mel_matrix() + 0.001).unfold(0, 96, 48).transpose(1, 2)  # [N, 96, 64]


def network(patches, metadata, tensors):
    activation = F.relu6 if metadata['activation'] == 'relu6' else F.relu
    x = patches.unsqueeze(1).contiguous(memory_format=torch.channels_last)
    for name in (name[:-len('.weight')] for name in tensors if name.endswith('conv.weight')):
        weight, bias = tensors[name + '.weight'], tensors[name + '.bias']
        if name.endswith('pointwise_conv'):
            x = F.conv2d(x, weight, bias)
        else:
            strided = name.split('.')[0] in STRIDED
            groups = weight.shape[0] if name.endswith('depthwise_conv') else 1
            x = F.conv2d(F.pad(x, (0, 1, 0, 1)), weight, bias, 2, 0, 1, groups) if strided else F.conv2d(x, weight, bias, 1, 1, 1, groups)
        x = activation(x, inplace=True)
    return torch.sigmoid(F.linear(x.mean([2, 3]), tensors['logits.weight'], tensors['logits.bias']))


with torch.inference_mode():
    metadata, tensors = load_weights(sys.argv[1])
    scores = network(log_mel_patches(load_audio(sys.argv[2])), metadata, tensors).mean(0)
    names = json.loads(metadata['class_names'])
    for index in scores.topk(5).indices.tolist():
        print(f'{index}\t{names[index]}\t{scores[index]:.4f}')
